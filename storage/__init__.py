"""What Klankbord keeps: tables, encryption and queries. Decides nothing; the only importer of SQLAlchemy."""
