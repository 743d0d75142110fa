package com.raptorcomply.resources.transfer;

import com.raptorcomply.chassis.csv.CsvText;
import com.raptorcomply.resources.crud.RecordFormat;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one response with cyber assets as CSV: the names of the columns, then one line for each asset. */
final class AssetCsv implements RecordFormat {
    private final List<String> columns;
    private final CsvText lines = new CsvText();

    /** Begins a file with these members of the JSON form as columns. */
    AssetCsv(List<String> columns) {
        this.columns = columns;
        lines.line(columns.toArray());
    }

    @Override
    public String contentType() {
        return CsvText.MEDIA_TYPE;
    }

    @Override
    public void append(Buffer body, Buffer json) {
        JsonObject asset = json.toJsonObject();
        @Nullable Object[] cells = new @Nullable Object[columns.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = asset.getValue(columns.get(i));
        }
        lines.line(cells);
        body.appendString(lines.take());
    }

    @Override
    public void end(Buffer body) {
        body.appendString(lines.take());
    }
}
