package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.UnderTest;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** {@code q} finds records by the words of their texts and by beginnings of these, in any case, with or without accents. */
class SearchFindsWordsTest {
    private static final int TEXT_CHARACTERS = 2_000;
    private static final Set<Byte> SKIPPED = Set.of(
            Character.SURROGATE,
            Character.NON_SPACING_MARK,
            Character.COMBINING_SPACING_MARK,
            Character.ENCLOSING_MARK);

    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final Pages pages = new Pages(caller);
    private final UUID system = records.system("S-1");

    @Test
    void wordsAndBeginningsInAnyCase() {
        add("ML-RLY-012", "Relais de protection Bâtiment 4");
        add("ML-RLY-013", "Protective relay");

        assertFinds("relais", "ML-RLY-012");
        assertFinds("BATIMENT", "ML-RLY-012");
        assertFinds("bâti 4", "ML-RLY-012");
        assertFinds("prot", "ML-RLY-012", "ML-RLY-013");
        assertFinds("prot relay", "ML-RLY-013");
        assertFinds("ml-rly-01", "ML-RLY-012", "ML-RLY-013");
        assertFinds("rly 013 ml", "ML-RLY-013");
        assertFinds("otection");
        assertFinds("relayx");
    }

    @Test
    void inEachFormOfALetter() {
        add("T-1", "Υποσταθμός ΑΘΗΝΑΣ");
        add("T-2", "مُحَوِّل أحمد");

        for (String search : List.of("υποσταθμοσ", "ΥΠΟΣΤΑΘΜΟΣ", "υποσταθμός αθηνας", "Αθήνας", "αθηνασ")) {
            assertFinds(search, "T-1");
        }
        for (String search : List.of("محول", "مُحَوِّل", "احمد", "أحمد")) {
            assertFinds(search, "T-2");
        }
    }

    @Test
    void textThatIsNoPattern() {
        add("T-1", "100% _ready_ \\ O'Brien");

        for (String search : List.of("100%", "_ready_", "o'brien", "o brien", "\\ ready")) {
            assertFinds(search, "T-1");
        }
        for (String search : List.of("1_0", "r%y", "ready*x")) {
            assertFinds(search);
        }
    }

    @Test
    void asTheyAreAfterAChange() {
        String id = add("T-1", "Old title");

        caller.patch("/cyber-assets/" + id, new JsonObject().put("assetTitle", "New title"));

        assertFinds("old");
        assertFinds("new title", "T-1");
        caller.patch("/cyber-assets/" + id, new JsonObject().put("count", 2));
        assertFinds("new title", "T-1");
        caller.delete("/cyber-assets/" + id);
        assertFinds("new");
        assertThat(pages.field("/cyber-assets?includeDeleted=true&q=new", "assetTag"))
                .containsExactly("T-1");
    }

    @Test
    void ofRecordsThatOneStatementWrites() {
        add("T-1", "Relay of bay");
        records.execute("""
                INSERT INTO cyber_asset SELECT (json_populate_record(a, json_build_object('id', gen_random_uuid(),
                  'asset_tag', 'BULK-' || n, 'asset_title', 'Meter ' || n))).* FROM cyber_asset a, generate_series(1, 300) n""");

        assertThat(pages.follow("/cyber-assets?q=meter", 100)).hasSize(300);
        records.execute("UPDATE cyber_asset SET asset_title = 'Gauge' WHERE asset_tag LIKE 'BULK-1%'");
        assertThat(pages.follow("/cyber-assets?q=gauge%20bulk", 100)).hasSize(111);
        assertThat(pages.follow("/cyber-assets?q=meter", 100)).hasSize(189);
    }

    @Test
    void ofEveryResource() {
        UUID center = records.controlCenter("CC-7");
        UUID facility = records.facilityOf(center, "F-7");
        records.area(facility, "Relay house 7");

        assertThat(pages.field("/control-centers?q=primary%20cc", "centerCode")).containsExactly("CC-7");
        assertThat(pages.field("/control-centers/" + center + "/facilities?q=rugby", "facilityCode"))
                .containsExactly("F-7");
        assertThat(pages.field("/cyber-systems?q=scada", "systemCode")).containsExactly("S-1");
        assertThat(pages.field("/physical-areas?q=HOUSE%207", "name")).containsExactly("Relay house 7");
    }

    /** Without marks, some of which are letters in PostgreSQL's newer Unicode alone. */
    @Test
    void wordsOfDatabaseAndServiceAreTheSame() throws SQLException {
        List<String> texts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int point = 1; point < 0x20000; point++) {
            if (Character.isDefined(point) && !SKIPPED.contains((byte) Character.getType(point))) {
                text.append("x").appendCodePoint(point).append(' ');
            }
            if (text.length() > TEXT_CHARACTERS) {
                texts.add(text.toString());
                text.setLength(0);
            }
        }
        texts.add("İSTANBUL ﬁne ΣΑΣ σας straße Ångström مُحَوِّل \ufc5e \u0670\u0654 " + "é".repeat(300));
        try (Connection connection = UnderTest.shared().database().userConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT array_agg(DISTINCT left(w, 64)) FROM unnest(search_words(?)) w")) {
            for (String each : texts) {
                statement.setString(1, each);
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    assertThat((String[]) rows.getArray(1).getArray())
                            .as(each)
                            .containsExactlyInAnyOrderElementsOf(SearchTerms.of(each));
                }
            }
        }
    }

    private String add(String tag, String title) {
        return caller.post("/cyber-assets", Records.asset(system, tag).put("assetTitle", title))
                .object()
                .getString("id");
    }

    private void assertFinds(String search, String... tags) {
        assertThat(pages.field("/cyber-assets?q=" + URLEncoder.encode(search, StandardCharsets.UTF_8), "assetTag"))
                .as(search)
                .containsExactlyInAnyOrder(tags);
    }
}
