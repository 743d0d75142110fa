package com.raptorcomply.resources.transfer;

import static com.raptorcomply.resources.transfer.ImportStoresAllRowsOrNoneTest.errors;
import static com.raptorcomply.resources.transfer.Upload.REQUIRED;
import static com.raptorcomply.resources.transfer.Upload.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportReadsWhatSpreadsheetsWriteTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID system = records.system("S-1");
    private final Upload upload = new Upload(caller, system);

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void withAnySeparatorAndLineBreak(String separator) {
        String file = "\ufeff\"physicalLocation\"," + REQUIRED + "\n\n\"Rack 3\n\"\"left\"\"\","
                + row("T-1").replace("true", "TRUE") + "\n," + row("T-2") + "\r";

        Answer imported = upload.send(file.replace(",", separator));

        assertThat(imported.object().getInteger("created")).as(imported.body()).isEqualTo(2);
        assertThat(records.query(
                        "SELECT asset_tag || ' ' || in_service || coalesce(physical_location, '-') FROM cyber_asset"
                                + " ORDER BY asset_tag"))
                .containsExactly("T-1 trueRack 3\n\"left\"", "T-2 true-");
    }

    /** Excel reads it, and shows the next line as row 1. */
    @ParameterizedTest
    @ValueSource(strings = {"sep=;\r\n", "\ufeffSEP=;\n", "\"sep=;\"\r"})
    void withTheSeparatorThatTheFirstLineDeclares(String declaration) {
        String file = declaration + ("\"physicalLocation\"," + REQUIRED).replace(",", ";") + "\r\n";

        Answer imported = upload.send(
                file + "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r;" + row("T-1").replace(",", ";"));
        assertThat(imported.object().getInteger("created")).as(imported.body()).isEqualTo(1);

        Answer refused = upload.send(file + ";" + row("T-1").replace(",", ";"));
        assertThat(errors(refused.object().getJsonObject("report")))
                .containsExactly(
                        "2 assetTag already_exists Column 'assetTag' has a value that another record already has");
    }

    @Test
    void withTheTypeOfTheFormInAnyCase() {
        byte[] file = (REQUIRED + "\r\n" + row("T-1")).getBytes(StandardCharsets.UTF_8);

        Answer imported = upload.sendForm(
                "", Upload.TYPE.replace("multipart/form-data", "Multipart/Form-Data"), Upload.form(Upload.part(file)));

        assertThat(imported.object().getInteger("created")).as(imported.body()).isEqualTo(1);
    }

    @Test
    void anUnknownSeparatorIsRefused() {
        assertRefused(
                "sep=a\r\n".getBytes(StandardCharsets.UTF_8),
                "The first line declares a separator that is no comma, semicolon, tab or bar");
    }

    @Test
    void namesOfColumnsInAnyCase() {
        Answer imported = upload.send(REQUIRED.toUpperCase(Locale.ROOT) + "\r\n" + row("T-1"));
        assertThat(imported.object().getInteger("created")).as(imported.body()).isEqualTo(1);

        JsonObject report = upload.send(REQUIRED.replace("model", "MODEL") + ",ASSETTAG\r\n" + row("T-2"))
                .object()
                .getJsonObject("report");
        assertThat(errors(report)).containsExactly("1 assetTag already_exists There are two columns of this name");
        report = upload.send(
                        REQUIRED.replace("model", "MODEL") + "\r\n" + row("T-2").replace(",421", ",4\u200b1"))
                .object()
                .getJsonObject("report");
        assertThat(report.getJsonArray("errors").getJsonObject(0).getString("column"))
                .isEqualTo("model");
    }

    @Test
    void anApostropheBeforeAFormulaIsTakenAway() {
        upload.send(REQUIRED + ",physicalLocation\r\n" + row("T-1") + ",'=1+1\r\n" + row("T-2") + ",'tis\r\n"
                + row("T-3") + ",''x\r\n");

        assertThat(records.query("SELECT physical_location FROM cyber_asset ORDER BY asset_tag"))
                .containsExactly("=1+1", "'tis", "'x");
    }

    @Test
    void otherEncodingsAreRefusedWithASentence() {
        String file = REQUIRED + "\r\n" + row("T-1") + "\r\n" + row("T-2").replace("Relay", "Bâtiment") + "\r\n";

        assertRefused(file.getBytes(StandardCharsets.UTF_16), "The file is in UTF-16. Save it as CSV UTF-8");
        assertRefused(file.getBytes(StandardCharsets.UTF_16LE), "The file is in UTF-16. Save it as CSV UTF-8");
        assertRefused(
                file.getBytes(StandardCharsets.ISO_8859_1),
                "The file is not UTF-8: row 3 has bytes that are no characters. Save it as CSV UTF-8");
        assertThat(malformed((file + "\"open").getBytes(StandardCharsets.UTF_8)))
                .startsWith("The file is not CSV: after row ");
        assertThat(malformed(",".repeat(100_000).getBytes(StandardCharsets.UTF_8)))
                .endsWith(", or a row has too many cells");
    }

    @Test
    void columnsAreKnownAndComplete() {
        String file =
                REQUIRED.replace("assetTitle", "assetTitel").replace(",model", "") + ",inService\r\n" + row("T-1");

        JsonObject report = upload.send(file).object().getJsonObject("report");

        assertThat(errors(report))
                .containsExactly(
                        "1 assetTitel unknown_field There is no column of this name",
                        "1 inService already_exists There are two columns of this name",
                        "1 assetTitle required Column 'assetTitle' is required",
                        "1 model required Column 'model' is required");
        assertThat(report.getJsonArray("errors").getJsonObject(0).getString("suggestion"))
                .isEqualTo("assetTitle");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "\ufeff", ",,\r\n", "sep=;\r\n"})
    void anEmptyFileIsRefusedWithOneSentence(String file) {
        assertRefused(
                file.getBytes(StandardCharsets.UTF_8),
                "The file is empty: its first line must have the names of the columns");
    }

    @ParameterizedTest
    @CsvSource({
        "eacms,prot,cipAssetCategory,invalid_value,protected_cyber_asset",
        "eacms,EACM,cipAssetCategory,invalid_value,eacms",
        "eacms,BES Cyber Asset,cipAssetCategory,invalid_value,bes_cyber_asset",
        "eacms,router,cipAssetCategory,invalid_value,",
        "SEL,' SEL',manufacturer,invalid_value,SEL",
        "SEL,,manufacturer,required,",
        "T-1,T\u00a01,assetTag,invalid_value,T 1",
        "low,LOW,impactLevel,invalid_value,low",
        "'(?<=,)1(?=,)',1.0,count,invalid_type,1",
        "421,421\u200b,model,invalid_value,"
    })
    void aNearValueIsSuggested(String from, String to, String column, String code, String suggestion) {
        JsonObject error = upload.send(REQUIRED + "\r\n" + row("T-1").replaceFirst(from, to == null ? "" : to))
                .object()
                .getJsonObject("report")
                .getJsonArray("errors")
                .getJsonObject(0);

        assertThat(error.getInteger("row")).isEqualTo(2);
        assertThat(error.getString("column")).isEqualTo(column);
        assertThat(error.getString("code")).isEqualTo(code);
        assertThat(error.getString("currentValue")).isEqualTo(to);
        assertThat(error.getString("suggestion")).isEqualTo(suggestion);
    }

    @Test
    void aDateWithoutItsMidnightIsSuggested() {
        JsonObject report = upload.send(REQUIRED + ",lastPatchDate\r\n" + row("T-1") + ",2026-01-31 00:00:00\r\n")
                .object()
                .getJsonObject("report");

        assertThat(report.getJsonArray("errors").getJsonObject(0).getString("suggestion"))
                .isEqualTo("2026-01-31");
    }

    @Test
    void cellsWithoutAColumnAreReported() {
        JsonObject report = upload.send(REQUIRED + "\r\n" + row("T-1") + ",,x\r\n" + row("T-2") + ",\r\n")
                .object()
                .getJsonObject("report");

        assertThat(errors(report)).containsExactly("2 17 unknown_field Column 17 has no name");
    }

    @Test
    void columnsThatWereEmptiedArePassedOver() {
        Answer imported = upload.send(REQUIRED + ",,\r\n" + row("T-1") + ",,\r\n");
        assertThat(imported.object().getInteger("created")).as(imported.body()).isEqualTo(1);

        JsonObject report = upload.send(REQUIRED + ",,\r\n" + row("T-2") + ",,x\r\n")
                .object()
                .getJsonObject("report");
        assertThat(errors(report)).containsExactly("2 17 unknown_field Column 17 has no name");
    }

    @Test
    void aColumnBetweenOthersNeedsAName() {
        JsonObject report =
                upload.send("," + REQUIRED + "\r\n," + row("T-1")).object().getJsonObject("report");

        assertThat(errors(report)).containsExactly("1 1 unknown_field Column 1 has no name");
    }

    private void assertRefused(byte[] file, String sentence) {
        assertThat(malformed(file)).isEqualTo(sentence);
    }

    private String malformed(byte[] file) {
        Answer refused = upload.send("", file);
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.object().getString("code")).isEqualTo("malformed_file");
        return refused.message();
    }
}
