package org.tuban.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuban.search.Nancheng.BLOCK;
import static org.tuban.search.Nancheng.ENTERPRISE;
import static org.tuban.search.Nancheng.PARCEL;
import static org.tuban.search.Nancheng.PARK;
import static org.tuban.search.Nancheng.ROAD;
import static org.tuban.search.Nancheng.VILLAGE;
import static org.tuban.search.Nancheng.WATER;
import static org.tuban.search.Nancheng.ZONE;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuban.feature.SeenLayer;
import org.tuban.layer.Layer;

class SearchIndexTest {

    private static final Map<String, SeenLayer> ALL = Stream.of(
                    VILLAGE, BLOCK, PARCEL, PARK, ENTERPRISE, ZONE, ROAD, WATER)
            .collect(Collectors.toMap(Layer::id, SeenLayer::whole));

    private final SearchIndex index = new SearchIndex();
    private final Corrections corrections = new Corrections(Nancheng.ALIASES);

    @BeforeEach
    void fill() {
        List.of(
                        Nancheng.entry(VILLAGE, "VIL-207", "方山下村", Map.of("admin_code", "331003002207")),
                        Nancheng.entry(VILLAGE, "VIL-217", "山前村", Map.of("admin_code", "331003002217")),
                        Nancheng.entry(VILLAGE, "VIL-220", "璜山头新村", Map.of("admin_code", "331003002220")),
                        Nancheng.entry(VILLAGE, "VIL-205", "药山村", Map.of("admin_code", "331003002205")),
                        Nancheng.entry(
                                BLOCK,
                                "BLK-FSX-3",
                                "方山下三期地块（工业上楼区块）",
                                Map.of(
                                        "name_en",
                                        "Fangshanxia phase 3 block",
                                        "block_no",
                                        "FSX-3",
                                        "bound_east",
                                        "内环路",
                                        "bound_south",
                                        "九澄大道")),
                        Nancheng.entry(ROAD, "RD-JC", "九澄大道", Map.of("name_en", "Jiucheng Avenue")),
                        Nancheng.entry(PARK, "IND-SQ", "山前小微园区", Map.of("name_in_article", "山前小微工业园")),
                        Nancheng.entry(PARK, "PRK-TY", "土屿山文化公园", Map.of("name_in_article", "山岭山文化公园")),
                        Nancheng.entry(ZONE, "ZON-TY", "土屿党建联建", Map.of("name_in_article", "土岭党建联建")),
                        Nancheng.entry(WATER, "WAT-TY-S", "土屿片区南段水系连通整治", Map.of("name_in_article", "土岭片区南段水系连通整治")),
                        Nancheng.entry(
                                ENTERPRISE,
                                "ENT-PK",
                                "浙江派克包装材料股份有限公司",
                                Map.of("name_en", "Zhejiang Paike Packaging Materials Co., Ltd.", "products", "模内标签")),
                        Nancheng.entry(ENTERPRISE, "ENT-SQGM", "山前工贸有限公司", Map.of()))
                .forEach(index::put);
        for (int number = 1; number <= 14; number++) {
            index.put(Nancheng.entry(
                    PARCEL,
                    "PCL-FSX-%02d".formatted(number),
                    "方山下三期示例%02d号".formatted(number),
                    Map.of("parcel_code", "331003999999GB%05d".formatted(number), "status", "SIGNING")));
        }
    }

    @Test
    void putsVillageAndBlockBeforeTheManyParcelsOfThatName() {
        assertThat(ids("方山下")).startsWith("VIL-207", "BLK-FSX-3", "PCL-FSX-01").hasSize(16);
    }

    @Test
    void putsTheWholeNameFirst() {
        assertThat(ids("山前工贸有限公司")).containsExactly("ENT-SQGM");
        assertThat(ids("九澄大道")).containsExactly("RD-JC", "BLK-FSX-3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fangshanxia",
                "fang shan xia",
                "FangShanXia",
                "fāngshānxià",
                "fang1shan1xia4",
                "ｆａｎｇｓｈａｎｘｉａ",
                "fsx"
            })
    void findsVillageAndBlockByPinyin(String typed) {
        assertThat(ids(typed)).contains("VIL-207", "BLK-FSX-3");
    }

    @Test
    void findsWhatIsCalledSoBeforeWhatOnlySoundsLikeIt() {
        assertThat(ids("shanqian")).startsWith("VIL-217").contains("IND-SQ", "ENT-SQGM");
        assertThat(ids("sq")).contains("VIL-217", "IND-SQ", "ENT-SQGM");
        assertThat(ids("yaoshan")).containsExactly("VIL-205");
        assertThat(ids("huangshantou")).containsExactly("VIL-220");
    }

    @Test
    void findsAnEnterpriseByThePartOfItsNamePeopleUse() {
        assertThat(ids("派克")).containsExactly("ENT-PK");
        assertThat(ids("paike")).containsExactly("ENT-PK");
        assertThat(ids("packaging paike")).containsExactly("ENT-PK");
        assertThat(matched("模内标签")).isEqualTo(new SearchResult.Matched("products", "模内标签"));
    }

    @Test
    void findsZoneParkAndWaterProjectByTheMisprintsOfTheArticle() {
        assertThat(ids("土岭")).containsExactlyInAnyOrder("ZON-TY", "PRK-TY", "WAT-TY-S");
        assertThat(ids("山岭山")).containsExactly("PRK-TY");
        assertThat(ids("tuling")).containsExactlyInAnyOrder("ZON-TY", "PRK-TY", "WAT-TY-S");
    }

    @Test
    void saysWhichWordOfTheQuestionMeansAnother() {
        Correction correction = corrections.in("土岭 党建").orElseThrow().correction();

        assertThat(correction.from()).isEqualTo("土岭");
        assertThat(correction.to()).isEqualTo("土屿");
        assertThat(corrections.in("tǔlǐng")).isPresent();
        assertThat(corrections.in("土屿")).isEmpty();
        assertThat(corrections.in("方山下")).isEmpty();
    }

    @Test
    void saysThatANameIsTheArticles() {
        assertThat(matched("土岭")).isEqualTo(new SearchResult.Matched("name_in_article", "土岭党建联建"));
        assertThat(matched("山前小微工业园")).isEqualTo(new SearchResult.Matched("name_in_article", "山前小微工业园"));
    }

    @Test
    void findsTheBlockByItsRoads() {
        assertThat(ids("内环路")).containsExactly("BLK-FSX-3");
        assertThat(ids("neihuanlu")).containsExactly("BLK-FSX-3");
        assertThat(ids("内环路 九澄大道")).containsExactly("BLK-FSX-3");
    }

    @Test
    void findsCodesByTheirBeginning() {
        assertThat(ids("331003002207")).containsExactly("VIL-207");
        assertThat(ids("331003999999")).hasSize(14).startsWith("PCL-FSX-01");
        assertThat(ids("gb00007")).containsExactly("PCL-FSX-07");
        assertThat(ids("FSX-3")).startsWith("BLK-FSX-3");
        assertThat(ids("blk-fsx")).containsExactly("BLK-FSX-3");
    }

    @Test
    void wantsEveryWordToBeMet() {
        assertThat(ids("方山下 三期 07")).containsExactly("PCL-FSX-07");
        assertThat(ids("方山下 派克")).isEmpty();
    }

    @Test
    void showsOnlyLayersThatMayBeSeen() {
        List<SearchResult> found = index.find(
                Question.of("方山下"), Optional.empty(), Map.of("village", SeenLayer.whole(VILLAGE)), List.of());

        assertThat(found).extracting(SearchResult::layer).containsOnly("village");
    }

    @Test
    void carriesCodeAndStateOfWhatItFinds() {
        SearchResult parcel = found("PCL-FSX-07").get(0);

        assertThat(parcel.code()).isEqualTo("331003999999GB00007");
        assertThat(parcel.state()).isEqualTo("SIGNING");
        assertThat(parcel.bbox()).isNull();
    }

    @Test
    void findsNothingForPunctuation() {
        assertThat(ids("%")).isEmpty();
        assertThat(ids("' OR 1=1 --")).isEmpty();
    }

    @Test
    void forgetsWhatIsGone() {
        index.remove(Nancheng.ref(VILLAGE, "VIL-217"));

        assertThat(ids("山前村")).isEmpty();
    }

    private List<SearchResult> found(String typed) {
        return index.find(
                Question.of(typed),
                corrections.in(typed).map(Corrections.Corrected::words).map(Question::of),
                ALL,
                List.of());
    }

    private List<String> ids(String typed) {
        return found(typed).stream().map(SearchResult::id).toList();
    }

    private SearchResult.Matched matched(String typed) {
        return found(typed).get(0).matched();
    }
}
