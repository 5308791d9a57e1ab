-- Makes the table of offers of a PostgreSQL database a partitioned one, by ranges of ids: offers that came in together
-- lie together, and a partition whose offers have all closed can be detached. The program needs no change.
--
--     psql "$DATABASE_URL" --single-transaction -v ON_ERROR_STOP=1 -f tools/partition_jobs.sql
--
-- Stop the program meanwhile. What is stored becomes the first partition, without being copied. Foreign keys to offers,
-- indexes and the trigger of the full text stay. That a source names an offer once is held by the table job_keys,
-- because a unique key of a partitioned table would have to contain the id.
DO $do$
DECLARE
    width CONSTANT bigint := 10000000;  -- ids in a partition
    upto bigint;
    vector_function text;
    vector_trigger text;
    each record;
BEGIN
    LOCK TABLE jobs IN ACCESS EXCLUSIVE MODE;
    SELECT (coalesce(max(id), 0) / width + 1) * width INTO upto FROM jobs;
    SELECT pg_get_functiondef('jobmatch_vector(jobs)'::regprocedure) INTO vector_function;
    SELECT pg_get_triggerdef(oid) INTO vector_trigger FROM pg_trigger
        WHERE tgrelid = 'jobs'::regclass AND tgname = 'jobs_search_vector';
    CREATE TEMP TABLE kept_keys ON COMMIT DROP AS
        SELECT conrelid::regclass::text AS holder, conname AS name, pg_get_constraintdef(oid) AS definition
        FROM pg_constraint WHERE contype = 'f' AND (confrelid = 'jobs'::regclass OR conrelid = 'jobs'::regclass);
    CREATE TEMP TABLE kept_indexes ON COMMIT DROP AS
        SELECT indexrelid::regclass::text AS name, indisunique, pg_get_indexdef(indexrelid) AS definition
        FROM pg_index WHERE indrelid = 'jobs'::regclass;
    FOR each IN SELECT * FROM kept_keys LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', each.holder, each.name);
    END LOOP;
    DROP TRIGGER jobs_search_vector ON jobs;
    ALTER TABLE jobs DROP CONSTRAINT uq_jobs_doc_id, DROP CONSTRAINT uq_jobs_source_external_id;
    ALTER TABLE jobs RENAME TO jobs_1;
    FOR each IN SELECT indexrelid::regclass::text AS name FROM pg_index WHERE indrelid = 'jobs_1'::regclass LOOP
        EXECUTE format('ALTER INDEX %s RENAME TO %I', each.name, each.name || '_1');
    END LOOP;

    CREATE TABLE jobs (LIKE jobs_1 INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS) PARTITION BY RANGE (id);
    ALTER TABLE jobs ADD CONSTRAINT pk_jobs PRIMARY KEY (id);
    FOR each IN SELECT * FROM kept_indexes WHERE NOT indisunique LOOP
        EXECUTE each.definition;
    END LOOP;
    CREATE INDEX uq_jobs_doc_id ON jobs (doc_id);  -- unique by what it is made of
    CREATE INDEX uq_jobs_source_external_id ON jobs (source, external_id);
    EXECUTE format('ALTER TABLE jobs ATTACH PARTITION jobs_1 FOR VALUES FROM (MINVALUE) TO (%s)', upto);
    EXECUTE format('CREATE TABLE jobs_2 PARTITION OF jobs FOR VALUES FROM (%s) TO (%s)', upto, upto + width);
    CREATE TABLE jobs_rest PARTITION OF jobs DEFAULT;
    ALTER SEQUENCE jobs_id_seq OWNED BY jobs.id;

    EXECUTE vector_function;
    DROP FUNCTION jobmatch_vector(jobs_1);
    EXECUTE vector_trigger;

    CREATE TABLE job_keys (source varchar(40), external_id varchar(255), PRIMARY KEY (source, external_id));
    INSERT INTO job_keys SELECT source, external_id FROM jobs;
    CREATE FUNCTION job_keys_follow() RETURNS trigger LANGUAGE plpgsql AS $body$
        BEGIN
            IF TG_OP <> 'INSERT' THEN
                DELETE FROM job_keys WHERE source = OLD.source AND external_id = OLD.external_id;
            END IF;
            IF TG_OP <> 'DELETE' THEN
                INSERT INTO job_keys VALUES (NEW.source, NEW.external_id);
            END IF;
            RETURN NULL;
        END $body$;
    CREATE TRIGGER job_keys_follow AFTER INSERT OR DELETE OR UPDATE OF source, external_id ON jobs
        FOR EACH ROW EXECUTE FUNCTION job_keys_follow();

    FOR each IN SELECT * FROM kept_keys LOOP
        EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I %s', each.holder, each.name, each.definition);
    END LOOP;
END $do$;
