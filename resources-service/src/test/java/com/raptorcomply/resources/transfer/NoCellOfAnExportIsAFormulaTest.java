package com.raptorcomply.resources.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.csv.CsvText;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * LibreOffice Calc, which takes the cell {@code =1+1} of a CSV file for a formula, finds none in an export, whatever texts
 * clients have stored. Needs {@code soffice}: {@code -Dspreadsheet=true}, in a run on demand.
 */
@EnabledIfSystemProperty(named = "spreadsheet", matches = "true")
class NoCellOfAnExportIsAFormulaTest {
    private static final String FORMULA = "table:formula=";
    private static final int SECONDS_MAX = 120;

    @TempDir
    private Path directory;

    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID facility = records.facility("F-1");
    private final Upload upload = new Upload(caller, records.systemIn("facility_id", facility, "S-1"));

    @Test
    void whateverItsTextsAre() throws Exception {
        List<String> texts = ExportIsImportedAsItWasTest.texts();
        CsvText file = new CsvText();
        file.line((Object[]) (Upload.REQUIRED + ",physicalLocation").split(",", -1));
        for (int i = 0; i < texts.size(); i++) {
            List<Object> cells = new ArrayList<>(List.of(Upload.row("T-" + i).split(",", -1)));
            cells.add(texts.get(i));
            file.line(cells.toArray());
        }
        Answer imported = upload.send(file.take());
        assertThat(imported.status()).as(imported.body()).isEqualTo(200);

        String sheet = opened(
                "export",
                caller.get("/facilities/" + facility + "/cyber-assets/export").body());

        assertThat(sheet).contains(">T-0<", ">T-" + (texts.size() - 1) + "<").doesNotContain(FORMULA);
        assertThat(opened("unguarded", "tag,location\r\nT-1,=1+1\r\n")).contains(FORMULA);
    }

    /** Returns a CSV file as LibreOffice has read it, as flat OpenDocument. */
    private String opened(String name, String csv) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve(name + ".csv"), csv);
        Process process = new ProcessBuilder(
                        "soffice",
                        "-env:UserInstallation=" + directory.resolve("profile").toUri(),
                        "--headless",
                        "--infilter=CSV:44,34,76",
                        "--convert-to",
                        "fods",
                        "--outdir",
                        directory.toString(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(name + ".log").toFile())
                .start();
        try {
            assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS))
                    .as("soffice ends")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(directory.resolve(name + ".fods"));
    }
}
