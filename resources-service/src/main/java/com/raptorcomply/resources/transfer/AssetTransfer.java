package com.raptorcomply.resources.transfer;

import com.raptorcomply.chassis.csv.CsvText;
import com.raptorcomply.resources.crud.CompiledResource;
import com.raptorcomply.resources.crud.ResourceRoutes;
import com.raptorcomply.resources.schema.Field;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds the operations that export and import cyber assets. */
public final class AssetTransfer {
    private static final String FILE = "cyber-assets.csv";
    private static final String LOW_FILE = "cyber-assets-low.csv";
    private static final String TEMPLATE_FILE = "cyber-assets-template.csv";

    private AssetTransfer() {}

    public static void addTo(ResourceRoutes routes) {
        CompiledResource asset = routes.resource("CyberAsset");
        List<String> columns =
                CellType.columns(asset.schema()).stream().map(Field::name).toList();
        export(routes, asset, columns, "Facility", "/facilities/{id}");
        export(routes, asset, columns, "ControlCenter", "/control-centers/{id}");
        ImportSql sql = new ImportSql(asset);
        routes.prepare(sql.statements())
                .add("readCyberAssetTemplate", template(columns))
                .add(
                        "importCyberAssets",
                        new ImportHandler(
                                routes.resource("CyberSystem"), asset, sql, routes.database(), routes.writer()));
    }

    private static void export(
            ResourceRoutes routes, CompiledResource asset, List<String> columns, String name, String parent) {
        Map<String, Object> all = Map.of("fields", columns.toArray(String[]::new));
        Map<String, Object> low = new HashMap<>(all);
        low.put("impactLevel", "low");
        routes.export("export" + name + "CyberAssets", asset, parent, all, FILE, () -> new AssetCsv(columns))
                .export("exportLow" + name + "CyberAssets", asset, parent, low, LOW_FILE, () -> new AssetCsv(columns));
    }

    /** Responds with the names of the columns. */
    private static Handler<RoutingContext> template(List<String> columns) {
        CsvText text = new CsvText();
        text.line(columns.toArray());
        String line = text.take();
        return ctx -> ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, CsvText.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + TEMPLATE_FILE + '"')
                .end(line);
    }
}
