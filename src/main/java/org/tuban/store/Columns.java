package org.tuban.store;

import java.util.List;
import java.util.Set;

/** Columns that every layer's table has besides its fields. */
public final class Columns {

    /** Stable number of the feature in its layer. */
    public static final String KEY = "fid";

    /** Stable id of the feature. */
    public static final String ID = "id";

    /** Number of the version, from 1. */
    public static final String VERSION = "version";

    /** Since when it was so. */
    public static final String VALID_FROM = "valid_from";

    /** When it was written down. */
    public static final String RECORDED_AT = "recorded_at";

    /** Account that wrote it. */
    public static final String RECORDED_BY = "recorded_by";

    /** The shape. */
    public static final String GEOMETRY = "geom";

    static final List<String> SYSTEM = List.of(KEY, ID, VERSION, VALID_FROM, RECORDED_AT, RECORDED_BY, GEOMETRY);

    /** Tables of this program, which no layer may be named like. */
    static final Set<String> RESERVED_TABLES = Set.of(
            "access_grant",
            "account",
            "account_session",
            "account_token",
            "assignment",
            "attachment",
            "audit",
            "audit_chain",
            "change_log",
            "daily_run",
            "draft",
            "subscription",
            "webhook",
            "webhook_delivery",
            "feature_history",
            "flyway_schema_history",
            "idempotency_key",
            "lineage",
            "lineage_operation",
            "link",
            "link_history",
            "observation",
            "observation_history",
            "proposal",
            "proposal_history",
            "service_key",
            "spatial_ref_sys",
            "geometry_columns",
            "geography_columns");

    private Columns() {}
}
