package org.tuban.cql2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuban.http.Problem;

/** The JSON encoding (OGC 21-065r2, requirements class CQL2 JSON), shown by the text that says the same. */
class Cql2JsonTest {

    @DisplayName("/req/cql2-json")
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "true | TRUE",
                "{'op':'and','args':[{'op':'=','args':[{'property':'a'},1]},{'op':'or','args':[true,{'property':'b'}]}]} | \"a\" = 1 AND (TRUE OR \"b\")",
                "{'op':'not','args':[{'op':'isNull','args':[{'property':'a'}]}]} | NOT \"a\" IS NULL",
                "{'op':'isNull','args':[{'op':'<','args':[{'property':'a'},2]}]} | (\"a\" < 2) IS NULL",
                "{'op':'not','args':[{'op':'not','args':[true]}]} | NOT (NOT TRUE)",
                "{'op':'like','args':[{'op':'casei','args':[{'property':'a'}]},{'op':'casei','args':['x\\\\%']}]} | CASEI(\"a\") LIKE CASEI('x\\\\%')",
                "{'op':'between','args':[{'property':'a'},1,2.5]} | \"a\" BETWEEN 1 AND 2.5",
                "{'op':'in','args':[{'property':'a'},['x','it\\u0027s']]} | \"a\" IN ('x', 'it''s')",
                "{'op':'=','args':[{'op':'-','args':[1,{'op':'-','args':[2,3]}]},{'op':'^','args':[{'op':'^','args':[1,2]},3]}]} | 1 - (2 - 3) = (1 ^ 2) ^ 3",
                "{'op':'=','args':[{'op':'*','args':[{'op':'div','args':[1,2]},{'op':'+','args':[1,2]}]},{'op':'%','args':[5,2]}]} | 1 div 2 * (1 + 2) = 5 % 2",
                "{'op':'t_finishedBy','args':[{'interval':['2026-03-02','..']},{'interval':['..',{'property':'a'}]}]} | T_FINISHEDBY(INTERVAL('2026-03-02', '..'), INTERVAL('..', \"a\"))",
                "{'op':'>','args':[{'property':'a'},{'timestamp':'2026-03-02T00:00:00Z'}]} | \"a\" > TIMESTAMP('2026-03-02T00:00:00Z')",
                "{'op':'a_containedBy','args':[{'property':'a'},['x']]} | A_CONTAINEDBY(\"a\", ('x'))",
                "{'op':'s_within','args':[{'type':'GeometryCollection','geometries':[{'type':'Point','coordinates':[1,2,3],'bbox':[1,2,1,2]}]},{'bbox':[1,2,3,4]}]} | S_WITHIN(GEOMETRYCOLLECTION(POINT(1 2 3)), BBOX(1, 2, 3, 4))",
                "{'op':'Foo','args':[]} | Foo()",
                "{'op':'S_INTERSECTS','args':[{'property':'a'},{'property':'a'}]} | S_INTERSECTS(\"a\", \"a\")"
            })
    void readsWhatTextSaysToo(String filter, String text) {
        Syntax read = read(filter);
        assertThat(Cql2Text.write(read)).isEqualTo(text);
        assertThat(Cql2Text.read(text, Limits.IN_ADDRESS).syntax()).isEqualTo(read);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "{'op':'=','args':[{'property':1},2]} | at /args/0/property | 1",
                "{'op':'=','args':[null,2]} | at /args/0 | null",
                "{'op':'=','args':[1]} | as a whole | = with 1 argument",
                "{'op':'=','args':{}} | at /args | an object",
                "{'op':'and'} | at /args | nothing",
                "{'op':5,'args':[]} | at /op | 5",
                "{'op':'my f','args':[]} | at /op | 'my f'",
                "{'op':'point','args':[]} | at /op | 'point'",
                "{'op':'=','args':[1,{'op':'like','args':[{'property':'a'},'x']}]} | at /args/1 | \"a\" LIKE 'x'",
                "{'op':'=','args':[{'property':'a','type':'Point'},1]} | at /args/0 | the member 'type'",
                "{'op':'and','args':[true,true],'note':''} | as a whole | the member 'note'",
                "{'x':1} | as a whole | an object",
                "[] | as a whole | ()",
                "'x' | as a whole | 'x'",
                "{'op':'=','args':[{'property':'a'},{'date':'2026-13-01'}]} | at /args/1/date | '2026-13-01'",
                "{'op':'=','args':[{'property':'a'},1e400]} | at /args/1 | Infinity",
                "{'op':'t_after','args':[{'property':'a'},{'interval':['..']}]} | at /args/1/interval | an array of 1",
                "{'op':'t_after','args':[{'property':'a'},{'interval':['..',5]}]} | at /args/1/interval/1 | 5",
                "{'op':'s_equals','args':[{'property':'a'},{'type':'Circle','coordinates':[1,2]}]} | at /args/1/type | \"Circle\"",
                "{'op':'s_equals','args':[{'property':'a'},{'type':'Point','coordinates':[1]}]} | at /args/1/coordinates | an array of 1",
                "{'op':'s_equals','args':[{'property':'a'},{'type':'Point','coordinates':[1,'x']}]} | at /args/1/coordinates/1 | \"x\"",
                "{'op':'s_equals','args':[{'property':'a'},{'type':'Point','coordinates':[1,2],'crs':{}}]} | at /args/1 | the member 'crs'",
                "{'op':'s_equals','args':[{'property':'a'},{'type':'Polygon','coordinates':[]}]} | at /args/1/coordinates | an array of 0",
                "{'op':'s_equals','args':[{'property':'a'},{'bbox':[1,2,3]}]} | at /args/1 | 3 numbers",
                "{'op':'=','args':[{'property':''},1]} | at /args/0/property | an empty name",
                "{'op':'=','args':[{'property':'a'},'\\u0000']} | at /args/1 | the character U+0000",
                "{'op':'=','op':'<','args':[1,2]} | line 1, column 15 | what is no JSON",
                "{'op':'=','args':[1,2]} x | line 1, column 25 | what is no JSON",
                "# # | as a whole | nothing"
            })
    void saysWhereItStumbles(String filter, String place, String found) {
        assertThatThrownBy(() -> read(filter))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.members())
                                .containsEntry("parameter", "filter")
                                .containsEntry("place", place)
                                .containsEntry("value", found));
    }

    @Test
    void holdsItsLimits() {
        String deep = "{\"op\":\"not\",\"args\":[";
        assertThat(read(deep.repeat(50) + "true" + "]}".repeat(50))).isInstanceOf(Syntax.Operation.class);
        assertThatThrownBy(() -> read(deep.repeat(51) + "true" + "]}".repeat(51)))
                .hasMessageContaining("at most 50 levels");
        assertThatThrownBy(() -> Cql2Json.read("[".repeat(100_000), Limits.IN_BODY))
                .hasMessageContaining("JSON of at most 120 levels");
        assertThatThrownBy(() -> read("{\"op\":\"and\",\"args\":[true" + ",true".repeat(600) + "]}"))
                .hasMessageContaining("at most 500 names, values and operators");
        assertThatThrownBy(() -> Cql2Json.read(
                        "{\"op\":\"s_equals\",\"args\":[{\"property\":\"g\"},{\"type\":\"LineString\",\"coordinates\":[[0,0]"
                                + ",[1,1]".repeat(10_000) + "]}]}",
                        Limits.IN_BODY))
                .hasMessageContaining("at most 10000 positions");
    }

    /** JSON with apostrophes for quotation marks. */
    private static Syntax read(String filter) {
        return Cql2Json.read(filter.replace('\'', '"'), Limits.IN_ADDRESS).syntax();
    }
}
