package org.tuban.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuban.attachment.FileType;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.layer.DataFolder;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;

class EvidenceCheckTest {

    private static final LocalDate TODAY = LocalDate.of(2024, 3, 1);

    private static final Map<String, FileType> FILES = Map.of("ATT-1", FileType.JPEG, "ATT-2", FileType.PDF);

    private Layers layers;
    private Layer plot;
    private Workflow workflow;
    private Map<String, Object> feature;

    @BeforeEach
    void readInstallation(@TempDir Path folder) throws IOException {
        DataFolder data = SmallInstallation.in(folder);
        layers = data.layers();
        plot = layers.find("plot").orElseThrow();
        workflow = SmallInstallation.workflows(data).get("plot-life");
        feature = new HashMap<>(Map.of("homes", 145L));
    }

    @Test
    void keepsEvidenceAndWritesFields() {
        Evidence evidence = check("OPEN", "SIGNED", Map.of("homes", 145, "signed", 143, "document_no", " 南城〔2024〕7 "));

        assertThat(evidence.recorded())
                .containsExactly(
                        Map.entry("homes", 145L), Map.entry("signed", 143L), Map.entry("document_no", "南城〔2024〕7"));
        assertThat(evidence.written())
                .containsExactly(
                        Map.entry("homes", 145L), Map.entry("signed", 143L), Map.entry("document", "南城〔2024〕7"));
    }

    @Test
    void writesEachValueAsItsFieldHoldsIt() {
        Map<String, Object> given = new LinkedHashMap<>(done());
        given.put("planned", "2025-06-30");
        given.put("far", 2);

        Evidence evidence = check("SIGNED", "DONE", given);

        assertThat(evidence.written())
                .containsEntry("cleared_on", LocalDate.of(2024, 2, 29))
                .containsEntry("planned_for", "2025-06-30")
                .containsEntry("method", "01")
                .containsEntry("far", 2.0);
        assertThat(evidence.recorded())
                .containsEntry("cleared_on", "2024-02-29")
                .containsEntry("minute", "纪要 3 号");
    }

    @Test
    void leavesFieldsAloneWhoseEvidenceIsNotGiven() {
        Map<String, Object> given = new HashMap<>(Map.of("homes", 2, "signed", 1, "document_no", "  "));

        assertThat(check("OPEN", "SIGNED", given).written()).containsOnlyKeys("homes", "signed");
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        List<Fault.Finding> findings =
                refused("SIGNED", "DONE", Map.of("cleared_on", "29.2.2024", "far", 9.4, "hat", "red"));

        assertThat(findings)
                .extracting(finding -> finding.field() + " " + finding.problem())
                .containsExactlyInAnyOrder(
                        "cleared_on not-date",
                        "method missing",
                        "far above-maximum",
                        "photo one-of-group",
                        "minute one-of-group",
                        "hat unknown");
        assertThat(findings.get(0).type()).isEqualTo("date");
        assertThat(findings.get(0).label().zh()).isEqualTo("腾空日期");
    }

    @Test
    void saysTheLimitInBothLanguages() {
        Fault.Finding finding =
                refused("SIGNED", "DONE", with(done(), "far", 9.4)).get(0);

        assertThat(finding.message().zh()).isEqualTo("不得大于 3.5");
        assertThat(finding.message().en()).isEqualTo("must not be above 3.5");
    }

    @Test
    void callsOtherEvidenceByItsTitle() {
        Fault.Finding above =
                refused("OPEN", "SIGNED", Map.of("homes", 10, "signed", 11)).get(0);
        Fault.Finding alternative = refused("SIGNED", "DONE", Map.of("cleared_on", "2024-02-29", "method", "01"))
                .get(0);

        assertThat(above.message().zh()).isEqualTo("不得大于 10（户数）");
        assertThat(above.message().en()).isEqualTo("must not be above 10 (Homes)");
        assertThat(alternative.message().zh()).isEqualTo("至少填写其中一项：照片、纪要");
        assertThat(alternative.message().en()).isEqualTo("at least one is required of: Photo, Minute");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2023-02-29", "2024-13-01", "2024-2-9", "20240229", "tomorrow", "+12024-01-01", "0000-01-01"})
    void refusesWhatIsNoDay(String text) {
        assertThat(problems("SIGNED", "DONE", with(done(), "cleared_on", text))).containsExactly("not-date");
    }

    @Test
    void refusesDayAfterTodayOnlyWhereItSaysSo() {
        assertThat(problems("SIGNED", "DONE", with(done(), "cleared_on", "2024-03-02")))
                .containsExactly("after-today");

        assertThat(check("SIGNED", "DONE", with(done(), "cleared_on", "2024-03-01"))
                        .written())
                .containsEntry("cleared_on", TODAY);
        assertThat(check("SIGNED", "DONE", with(done(), "planned", "2030-01-01"))
                        .written())
                .containsEntry("planned_for", "2030-01-01");
    }

    @Test
    void refusesMoreThanTheOtherEvidenceAllows() {
        assertThat(problems("OPEN", "SIGNED", Map.of("homes", 10, "signed", 11)))
                .containsExactly("above-maximum");
    }

    @Test
    void comparesWithTheFeatureWhereTheOtherEvidenceIsWrong() {
        assertThat(problems("OPEN", "SIGNED", Map.of("homes", "ten", "signed", 146)))
                .containsExactly("not-integer", "above-maximum");
    }

    @Test
    void appliesTheLimitsOfTheFieldThatIsWritten() {
        assertThat(problems("OPEN", "SIGNED", Map.of("homes", 501, "signed", 0)))
                .containsExactly("above-maximum");
        assertThat(problems("OPEN", "SIGNED", Map.of("homes", 1, "signed", 0, "document_no", "12345678901")))
                .containsExactly("too-long");
    }

    @Test
    void countsACharacterOutsideTheFirstPlaneOnce() {
        assertThat(check("OPEN", "SIGNED", Map.of("homes", 1, "signed", 0, "document_no", "𠀀".repeat(10)))
                        .written())
                .containsEntry("document", "𠀀".repeat(10));
    }

    @Test
    void refusesNumbersThatAreNone() {
        for (Object wrong : List.of("7", 7.5, true, BigInteger.TEN.pow(30), List.of(7))) {
            assertThat(problems("OPEN", "SIGNED", Map.of("homes", wrong, "signed", 0)))
                    .containsExactly("not-integer");
        }
        for (Object wrong : List.of("2.5", Double.NaN, Double.POSITIVE_INFINITY, BigInteger.TEN.pow(400))) {
            assertThat(problems("SIGNED", "DONE", with(done(), "far", wrong))).containsExactly("not-number");
        }
        assertThat(problems("OPEN", "SIGNED", Map.of("homes", 1, "signed", -1))).containsExactly("below-minimum");
    }

    @Test
    void refusesTextThatIsNone() {
        assertThat(problems("SIGNED", "DONE", with(done(), "photo", 17))).containsExactly("not-text");
        assertThat(problems("SIGNED", "DONE", with(done(), "photo", "a\u0000b")))
                .containsExactly("not-printable");
        assertThat(problems("SIGNED", "DONE", with(done(), "photo", "a\ud800b")))
                .containsExactly("not-printable");
        assertThat(check("SIGNED", "DONE", with(done(), "photo", "two\nlines")).recorded())
                .containsEntry("photo", "two\nlines");
    }

    @Test
    void takesOnlyCodesOfTheList() {
        assertThat(problems("SIGNED", "DONE", with(done(), "method", "1"))).containsExactly("not-in-list");
        assertThat(problems("SIGNED", "DONE", with(done(), "method", 1))).containsExactly("not-in-list");
    }

    @Test
    void takesOnlyAnotherPlannerAsSecondPerson() {
        Map<String, Object> given = Map.of("reason", "签错了", "second_person", "lin");

        assertThat(check("SIGNED", "OPEN", given).recorded()).containsEntry("second_person", "lin");
        assertThat(problems("SIGNED", "OPEN", with(given, "second_person", "nobody")))
                .containsExactly("not-second-person");
    }

    @Test
    void limitsWhatAnAnswerRepeats() {
        Map<String, Object> given = new LinkedHashMap<>(done());
        IntStream.range(0, 500).forEach(number -> given.put("x".repeat(900) + number, number));

        List<Fault.Finding> findings = refused("SIGNED", "DONE", given);

        assertThat(findings).hasSize(EvidenceCheck.MAX_FINDINGS);
        assertThat(findings.get(0).field()).hasSize(41).endsWith("…");
    }

    private static Map<String, Object> done() {
        return Map.of("cleared_on", "2024-02-29", "method", "01", "minute", "纪要 3 号");
    }

    private static Map<String, Object> with(Map<String, Object> given, String field, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(given);
        more.put(field, value);
        return more;
    }

    private Evidence check(String from, String to, Map<String, Object> given) {
        Transition step = workflow.from(from).stream()
                .filter(found -> found.to().equals(to))
                .findFirst()
                .orElseThrow();
        EvidenceCheck.Rules rules = new EvidenceCheck.Rules(
                layers.codeLists(), TODAY, "lin"::equals, id -> Optional.ofNullable(FILES.get(id)));
        return new EvidenceCheck(step, rules, plot, feature).accept(given);
    }

    private List<String> problems(String from, String to, Map<String, Object> given) {
        return refused(from, to, given).stream().map(Fault.Finding::problem).toList();
    }

    private List<Fault.Finding> refused(String from, String to, Map<String, Object> given) {
        Problem problem = catchThrowableOfType(Problem.class, () -> check(from, to, given));
        assertThat(problem.type()).isEqualTo(ProblemType.EVIDENCE_MISSING);
        return ((List<?>) problem.members().get("fields"))
                .stream().map(Fault.Finding.class::cast).toList();
    }
}
