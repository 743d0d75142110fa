import client.ApiClient;
import client.ApiException;
import client.api.CyberAssetsApi;
import client.api.CyberSystemsApi;
import client.model.CipAssetCategory;
import client.model.CyberAsset;
import client.model.CyberAssetNew;
import client.model.CyberSystem;
import client.model.ImpactLevel;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Creates an asset in a cyber system with a generated client, reads it back, and writes the assets of its facility or control
 * center as CSV. Arguments: the id of the system, a tag and the file. GATEWAY_URL and RAPTOR_COMPLY_API_KEY are in the
 * environment. Run it with {@code deploy/examples/java-client/run}.
 */
final class AssetExport {
    private AssetExport() {}

    public static void main(String[] arguments) throws IOException {
        ApiClient gateway = new ApiClient().setBasePath(System.getenv("GATEWAY_URL"));
        gateway.setApiKey(System.getenv("RAPTOR_COMPLY_API_KEY"));
        try {
            export(gateway, UUID.fromString(arguments[0]), arguments[1], Path.of(arguments[2]));
        } catch (ApiException refused) {
            String reason = refused.getCode() == 0 ? refused.getMessage() : refused.getCode() + " " + refused.getResponseBody();
            System.err.println("error: " + reason);
            System.exit(1);
        } catch (IllegalArgumentException malformed) {
            System.err.println("error: " + malformed.getMessage() + "; see --help");
            System.exit(2);
        }
    }

    private static void export(ApiClient gateway, UUID systemId, String tag, Path file) throws ApiException, IOException {
        CyberAssetsApi assets = new CyberAssetsApi(gateway);
        CyberSystem system = new CyberSystemsApi(gateway).readCyberSystem(systemId, null, null, null);
        CyberAsset put = assets.upsertCyberAsset(tag, asset(systemId, tag), null, null, null);
        CyberAsset read = assets.readCyberAsset(put.getId(), null, null, null);
        System.out.println("asset " + read.getId() + " with tag " + read.getAssetTag());
        File csv = system.getFacilityId() == null
                ? assets.exportControlCenterCyberAssets(system.getControlCenterId(), null, null)
                : assets.exportFacilityCyberAssets(system.getFacilityId(), null, null);
        // The file appears when it is whole.
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.move(csv.toPath(), part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        try (Stream<String> lines = Files.lines(file)) {
            System.out.println(lines.count() - 1 + " assets in " + file);
        }
    }

    private static CyberAssetNew asset(UUID systemId, String tag) {
        return new CyberAssetNew()
                .assetTitle("Created by the Java client")
                .assetTag(tag)
                .count(1)
                .cyberSystemId(systemId)
                .cipAssetCategory(CipAssetCategory.BES_CYBER_ASSET)
                .assetType("Relay")
                .impactLevel(ImpactLevel.LOW)
                .manufacturer("Alder Controls")
                .model("AC-421")
                .inService(true)
                .dialUpConnectivity(false)
                .routableProtocol(true)
                .remoteAccessAvailable(false)
                .baselineDocumented(true)
                .portsServicesDocumented(true)
                .loggingEnabled(true);
    }
}
