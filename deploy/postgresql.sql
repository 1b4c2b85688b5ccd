-- Roles and database for PostgreSQL 15 or newer. Run once, as the server's superuser:
--
--     sudo -u postgres psql -v ON_ERROR_STOP=1 -f deploy/postgresql.sql
--
-- It asks for two passwords. They go into BERSINAR_DATABASE_OWNER and BERSINAR_DATABASE (deploy/README.md).

-- The owner migrates, backs up, restores and verifies. It is no superuser and is held by row-level security too:
-- its own policy on each walled table is what lets it through.
CREATE ROLE bersinar_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;

-- The application serves. It owns nothing: after each migration the owner grants it what it needs, and on the ledger and
-- the audit trail that is reading and adding. It must never be made a member of bersinar_owner.
CREATE ROLE bersinar_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;

-- A transaction that a broken connection left open would hold an office's chain.
ALTER ROLE bersinar_app SET idle_in_transaction_session_timeout = '60s';

\echo 'Password of bersinar_owner'
\password bersinar_owner
\echo 'Password of bersinar_app'
\password bersinar_app

-- C.UTF-8 sorts as SQLite does, and does not change with the operating system's libraries (which would spoil indexes).
CREATE DATABASE bersinar OWNER bersinar_owner TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';

\connect bersinar

-- Nobody but these two roles gets in, and only the owner makes anything.
REVOKE ALL ON DATABASE bersinar FROM PUBLIC;
GRANT CONNECT ON DATABASE bersinar TO bersinar_app;
ALTER SCHEMA public OWNER TO bersinar_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
