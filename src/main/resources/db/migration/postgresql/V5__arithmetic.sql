-- Floating-point arithmetic that gives NULL where the result is not a finite number and 0 where it is too small, as
-- IEEE 754 and filters have it. PostgreSQL's own operators raise an error instead. Bounds are powers of two: scaling by
-- them is exact, so nothing is refused that has a result.

CREATE FUNCTION tuban_plus(a float8, b float8) RETURNS float8
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    IF abs(a) < 1 OR abs(b) < 1 OR abs(a * 0.5 + b * 0.5) < 2::float8 ^ 1023 THEN
        RETURN a + b;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION tuban_times(a float8, b float8) RETURNS float8
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    IF a = 0 OR b = 0 THEN
        RETURN 0;
    ELSIF abs(a) >= 1 AND abs(b) >= 1 THEN
        IF (abs(a) * 2::float8 ^ -520) * (abs(b) * 2::float8 ^ -520) >= 2::float8 ^ -16 THEN
            RETURN NULL;
        END IF;
    ELSIF abs(a) < 1 AND abs(b) < 1 AND least(abs(a), abs(b)) < 2::float8 ^ -500 THEN
        IF (abs(a) * 2::float8 ^ 540) * (abs(b) * 2::float8 ^ 540) <= 32 THEN
            RETURN 0;
        END IF;
    END IF;
    RETURN a * b;
END $$;

CREATE FUNCTION tuban_over(a float8, b float8) RETURNS float8
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    IF b = 0 THEN
        RETURN NULL;
    ELSIF abs(b) < 1 AND abs(a) > 2::float8 ^ -60 AND abs(a) * 0.5 >= abs(b) * 2::float8 ^ 1023 THEN
        RETURN NULL;
    ELSIF abs(a) < 2::float8 ^ -50 AND abs(b) >= 2
            AND (a = 0 OR abs(a) * 2::float8 ^ 1000 <= abs(b) * 2::float8 ^ -75) THEN
        RETURN 0;
    END IF;
    RETURN a / b;
END $$;

CREATE FUNCTION tuban_modulo(a float8, b float8) RETURNS float8
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    RETURN tuban_plus(a, -tuban_times(b, trunc(tuban_over(a, b))));
END $$;

CREATE FUNCTION tuban_power(a float8, b float8) RETURNS float8
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    size float8;
BEGIN
    IF b = 0 THEN
        RETURN 1;
    ELSIF a = 0 THEN
        RETURN CASE WHEN b > 0 THEN 0 END;
    ELSIF a < 0 AND b <> trunc(b) THEN
        RETURN NULL;
    ELSIF abs(a) = 1 THEN
        RETURN CASE WHEN a > 0 OR abs(b) >= 2::float8 ^ 53 OR b::bigint % 2 = 0 THEN 1 ELSE -1 END;
    END IF;
    size := tuban_times(b, ln(abs(a)));
    IF size IS NULL THEN
        RETURN CASE WHEN (b > 0) = (abs(a) < 1) THEN 0 END;
    ELSIF size < -745 THEN
        RETURN 0;
    ELSIF size > 709.782712893 THEN
        RETURN NULL;
    END IF;
    RETURN power(a, b);
END $$;
