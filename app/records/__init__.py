"""What is on record of people and units: conferrals, initiatives, discipline, leave, open cases."""
