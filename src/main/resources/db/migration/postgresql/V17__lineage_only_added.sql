-- Which became which is only ever added to.

CREATE TRIGGER lineage_operation_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON lineage_operation
FOR EACH STATEMENT EXECUTE FUNCTION tuban_only_added();

CREATE TRIGGER lineage_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON lineage
FOR EACH STATEMENT EXECUTE FUNCTION tuban_only_added();
