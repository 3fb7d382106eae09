# shellcheck shell=sh
# Compiles what changed and runs a program of org.tuban.bench: run_bench CLASS ARGUMENT…

run_bench() {
    classpath=$(mktemp)
    trap 'rm -f "$classpath"' EXIT
    # shellcheck disable=SC2086  # a list of options
    mvn -q --batch-mode ${MAVEN_OPTIONS-} test-compile dependency:build-classpath \
        -DincludeScope=test "-Dmdep.outputFile=$classpath"
    class=$1
    shift
    # A database as large as the benchmark: the same for the service and for what it is compared with.
    java -Dfile.encoding=UTF-8 "-Dtuban.postgres.settings=shared_buffers=1GB,jit=off,max_wal_size=8GB" \
        -cp "target/test-classes:target/classes:$(cat "$classpath")" "$class" "$@"
}
