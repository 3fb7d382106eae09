-- Which became which is only ever added to.

CREATE TRIGGER lineage_operation_no_update BEFORE UPDATE ON lineage_operation
BEGIN
    SELECT RAISE(ABORT, 'lineage_operation is only ever added to');
END;

CREATE TRIGGER lineage_operation_no_delete BEFORE DELETE ON lineage_operation
BEGIN
    SELECT RAISE(ABORT, 'lineage_operation is only ever added to');
END;

CREATE TRIGGER lineage_no_update BEFORE UPDATE ON lineage
BEGIN
    SELECT RAISE(ABORT, 'lineage is only ever added to');
END;

CREATE TRIGGER lineage_no_delete BEFORE DELETE ON lineage
BEGIN
    SELECT RAISE(ABORT, 'lineage is only ever added to');
END;
