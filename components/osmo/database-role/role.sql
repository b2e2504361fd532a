-- OSMO's own role (S-2): owns its database and nothing else. Run as an administrator with CREATEROLE and CREATEDB, connected to
-- that database, in one transaction; as often as wanted. PostgreSQL 16.

-- Two runs at once wait for each other. The lock's number is this job's own.
DO $$$$
BEGIN
  PERFORM pg_advisory_xact_lock(7411602026);
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = $role_text) THEN
    CREATE ROLE $role NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
  END IF;
  -- Somebody else's role of that name stays as it is.
  IF EXISTS (
    SELECT FROM pg_roles WHERE rolname = $role_text AND (rolsuper OR rolreplication OR rolbypassrls)
  ) OR EXISTS (
    SELECT FROM pg_auth_members JOIN pg_roles ON pg_roles.oid = member WHERE rolname = $role_text
  ) THEN
    RAISE EXCEPTION 'The role % has rights that it must not have, or is in another role. Take them away first.', $role_text;
  END IF;
END
$$$$;

ALTER ROLE $role LOGIN NOCREATEDB NOCREATEROLE INHERIT CONNECTION LIMIT $connections PASSWORD $verifier VALID UNTIL 'infinity';
ALTER ROLE $role SET idle_in_transaction_session_timeout = $idle;
ALTER ROLE $role SET statement_timeout = $statement;

-- An administrator who made a role may grant it, and from version 16 on is not in it: to hand over what is made for it, it is
-- for this transaction.
GRANT $role TO CURRENT_USER WITH INHERIT TRUE, SET TRUE;

ALTER DATABASE $database OWNER TO $role;
REVOKE ALL ON DATABASE $database FROM PUBLIC;
-- The administrators still get in, by name and by Azure's role.
GRANT CONNECT ON DATABASE $database TO CURRENT_USER;
DO $$$$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'azure_pg_admin') THEN
    GRANT CONNECT ON DATABASE $database TO azure_pg_admin;
  END IF;
END
$$$$;

-- OSMO's tables have columns of this type. The schema belongs to the database's owner, and to nobody else.
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS hstore WITH SCHEMA public;
REVOKE ALL ON SCHEMA public FROM PUBLIC;

REVOKE $role FROM CURRENT_USER;
