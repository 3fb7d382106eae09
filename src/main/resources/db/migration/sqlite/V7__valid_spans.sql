-- A version may say until when it holds: what is known better of the past is written as versions of the spans concerned.

ALTER TABLE feature_history ADD COLUMN valid_to DATETIME CHECK (valid_to > valid_from);

-- What became so, or was written down, after a given time: the others are as their rows of now.
CREATE INDEX feature_history_by_valid_from ON feature_history (layer, valid_from, feature_key);

CREATE INDEX feature_history_by_recorded_at ON feature_history (layer, recorded_at, feature_key);

CREATE INDEX feature_history_of_ended ON feature_history (layer, feature_key) WHERE operation = 'delete';

-- What was linked with a feature, and which figures there were of it, by what was known at a time.
CREATE INDEX link_history_from ON link_history (from_layer, from_id);

CREATE INDEX link_history_to ON link_history (to_layer, to_id);

CREATE INDEX observation_history_of_feature ON observation_history (layer, feature_id);
