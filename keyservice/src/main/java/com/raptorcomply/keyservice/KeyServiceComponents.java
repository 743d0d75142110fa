package com.raptorcomply.keyservice;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.http.ClientAddressResolver;
import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.chassis.tls.Tls;
import com.raptorcomply.keyservice.activity.ActivityReading;
import com.raptorcomply.keyservice.activity.ChainMeters;
import com.raptorcomply.keyservice.activity.ChainReading;
import com.raptorcomply.keyservice.admin.AdminRouter;
import com.raptorcomply.keyservice.admin.PageGroup;
import com.raptorcomply.keyservice.admin.account.AccountPages;
import com.raptorcomply.keyservice.admin.account.SecondFactorPages;
import com.raptorcomply.keyservice.admin.audit.ActivityPages;
import com.raptorcomply.keyservice.admin.audit.MergedActivityCall;
import com.raptorcomply.keyservice.admin.audit.PendingPages;
import com.raptorcomply.keyservice.admin.audit.ReceiptPages;
import com.raptorcomply.keyservice.admin.key.KeyCreationPages;
import com.raptorcomply.keyservice.admin.key.KeyDetailPages;
import com.raptorcomply.keyservice.admin.key.KeyEditPages;
import com.raptorcomply.keyservice.admin.key.KeyListPages;
import com.raptorcomply.keyservice.admin.key.KeyRevocationPages;
import com.raptorcomply.keyservice.admin.key.KeyRotationPages;
import com.raptorcomply.keyservice.admin.key.KeyTrialPages;
import com.raptorcomply.keyservice.admin.key.KeysRevocationPages;
import com.raptorcomply.keyservice.admin.notice.AlertPages;
import com.raptorcomply.keyservice.admin.notice.WebhookLogPages;
import com.raptorcomply.keyservice.admin.notice.WebhookPages;
import com.raptorcomply.keyservice.admin.organization.OrganizationPages;
import com.raptorcomply.keyservice.admin.organization.OrganizationsPages;
import com.raptorcomply.keyservice.admin.people.AccessPages;
import com.raptorcomply.keyservice.admin.people.InvitationPages;
import com.raptorcomply.keyservice.admin.people.NewUserPages;
import com.raptorcomply.keyservice.admin.people.RolesPage;
import com.raptorcomply.keyservice.admin.people.UserPages;
import com.raptorcomply.keyservice.admin.people.UsersPages;
import com.raptorcomply.keyservice.admin.signin.SignInPages;
import com.raptorcomply.keyservice.auth.RegisteredGatewayKeys;
import com.raptorcomply.keyservice.auth.StampAuthenticator;
import com.raptorcomply.keyservice.auth.UserPrincipals;
import com.raptorcomply.keyservice.client.key.TagKeys;
import com.raptorcomply.keyservice.config.KeyServiceConfig;
import com.raptorcomply.keyservice.dataservice.RecordLookup;
import com.raptorcomply.keyservice.directory.DirectoryEndpoint;
import com.raptorcomply.keyservice.directory.DirectoryFeed;
import com.raptorcomply.keyservice.http.Endpoint;
import com.raptorcomply.keyservice.http.JwksEndpoint;
import com.raptorcomply.keyservice.http.ListCursors;
import com.raptorcomply.keyservice.http.OperationRouter;
import com.raptorcomply.keyservice.http.PrincipalResolver;
import com.raptorcomply.keyservice.key.CreateKey;
import com.raptorcomply.keyservice.key.KeyChangeEndpoints;
import com.raptorcomply.keyservice.key.KeyEndpoints;
import com.raptorcomply.keyservice.key.KeyReading;
import com.raptorcomply.keyservice.key.KeyReceipts;
import com.raptorcomply.keyservice.key.KeySummary;
import com.raptorcomply.keyservice.key.KeyTrial;
import com.raptorcomply.keyservice.key.LeakEndpoint;
import com.raptorcomply.keyservice.key.OverlapStart;
import com.raptorcomply.keyservice.key.ReceiptEndpoints;
import com.raptorcomply.keyservice.key.RevokeKey;
import com.raptorcomply.keyservice.key.RotateKey;
import com.raptorcomply.keyservice.key.SecretGenerator;
import com.raptorcomply.keyservice.key.StockMeters;
import com.raptorcomply.keyservice.key.UpdateKey;
import com.raptorcomply.keyservice.notice.AlertEndpoint;
import com.raptorcomply.keyservice.notice.AlertReading;
import com.raptorcomply.keyservice.restriction.PlaceCheck;
import com.raptorcomply.keyservice.restriction.PlaceSearch;
import com.raptorcomply.keyservice.restriction.RestrictionEndpoints;
import com.raptorcomply.keyservice.restriction.Restrictions;
import com.raptorcomply.keyservice.revocation.ReceiptListing;
import com.raptorcomply.keyservice.revocation.RevocationProtocol;
import com.raptorcomply.keyservice.revocation.export.ReceiptExport;
import com.raptorcomply.keyservice.signin.oidc.OidcModule;
import com.raptorcomply.keyservice.signin.password.Passwords;
import com.raptorcomply.keyservice.signin.session.SessionModule;
import com.raptorcomply.keyservice.usage.UsageEndpoint;
import com.raptorcomply.keyservice.usage.UsageStore;
import com.raptorcomply.keyservice.user.UserModule;
import com.raptorcomply.keyservice.verification.VerificationEndpoint;
import com.raptorcomply.keyservice.verification.Verifications;
import com.raptorcomply.keyservice.webhook.WebhookModule;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates and connects the parts of the key service. */
final class KeyServiceComponents {
    private static final Logger LOG = LoggerFactory.getLogger(KeyServiceComponents.class);

    private final KeyServiceConfig settings;
    private final TagKeys tagKeys;
    private final Pool pool;
    private final MeterRegistry meters;
    private final StockMeters stock;
    private final ChainMeters chains;
    private final RevocationProtocol revocation;
    private final SecretGenerator mint;
    private final Passwords passwords;
    private final SessionModule signingIn;
    private final OidcModule provider;
    private final UsageStore usage;
    private final Optional<RecordLookup> lookup;
    private final PlaceCheck places;
    private final WebhookModule webhooks;
    private final Housekeeping housekeeping;
    private final KeyTrial trial;
    private final DirectoryFeed directory;
    private final InstantSource clock = InstantSource.system();

    KeyServiceComponents(
            Vertx vertx,
            KeyServiceConfig settings,
            Pool pool,
            MeterRegistry meters,
            RevocationProtocol revocation,
            @Nullable Tls identity) {
        this.meters = meters;
        this.stock = new StockMeters(vertx, pool, meters);
        this.chains = new ChainMeters(vertx, pool, meters);
        this.settings = settings;
        this.tagKeys = settings.tags();
        this.pool = pool;
        this.revocation = revocation;
        this.mint = new SecretGenerator(tagKeys);
        this.usage = new UsageStore(pool);
        this.passwords = new Passwords(vertx, settings.sessions().passwordThreads());
        this.signingIn = new SessionModule(
                vertx,
                pool,
                meters,
                settings.sessions(),
                ClientAddressResolver.of(settings.clientAddress()),
                passwords);
        this.provider = new OidcModule(
                vertx, pool, settings.oidc(), signingIn, settings.sessions().secureCookie());
        this.webhooks = new WebhookModule(vertx, pool, settings.webhooks(), meters);
        this.housekeeping = new Housekeeping(vertx, pool, usage, settings.notices());
        this.directory = new DirectoryFeed(vertx, pool);
        this.trial = new KeyTrial(vertx, settings.gateway().url());
        this.lookup = settings.resources().urls().isEmpty()
                ? Optional.empty()
                : Optional.of(new RecordLookup(vertx, pool, settings.resources().urls(), identity, clock));
        this.places = lookup.map(PlaceCheck::by).orElse(PlaceCheck.OFF);
        if (lookup.isEmpty()) {
            LOG.warn("Places of restrictions are not checked, because resources.urls is not set");
        }
    }

    void mount(Router router) {
        router.route().handler(ListCursors.sealedBy(settings.cursorSeal()));
        RegisteredGatewayKeys gatewayKeys = new RegisteredGatewayKeys(pool);
        PrincipalResolver callers = new PrincipalResolver(List.of(
                new StampAuthenticator(gatewayKeys, new UserPrincipals(pool), clock)::caller,
                signingIn.authentication()));
        Map<String, Endpoint> endpoints = new HashMap<>();
        UserModule users =
                new UserModule(pool, revocation.revocations(), passwords, signingIn.attempts(), signingIn.factors());
        endpoints.putAll(users.endpoints());
        endpoints.putAll(signingIn.endpoints());
        endpoints.putAll(provider.endpoints());
        endpoints.putAll(new KeyEndpoints(new KeyReading(pool), new KeySummary(pool), clock).endpoints());
        endpoints.putAll(keyChanges().endpoints());
        endpoints.putAll(new VerificationEndpoint(new Verifications(pool, this::firstUse)).endpoints());
        endpoints.putAll(new UsageEndpoint(usage, meters).endpoints());
        endpoints.putAll(new JwksEndpoint(gatewayKeys).endpoints());
        endpoints.putAll(new ReceiptEndpoints(new KeyReceipts(pool)).endpoints());
        endpoints.putAll(new ReceiptExport(pool, clock).endpoints());
        endpoints.putAll(new LeakEndpoint(pool, tagKeys, ClientAddressResolver.of(settings.clientAddress()), meters)
                .endpoints());
        endpoints.putAll(new RestrictionEndpoints(restrictions()).endpoints());
        endpoints.putAll(new AlertEndpoint(new AlertReading(pool)).endpoints());
        endpoints.putAll(webhooks.endpoints());
        endpoints.put("openGatewaySession", (Endpoint.GatewayStream) revocation::sessions);
        endpoints.putAll(new DirectoryEndpoint(directory).endpoints());
        new OperationRouter(callers, settings.gatewayCredential(), settings.dataServiceCredential())
                .mount(router, endpoints);
        AdminRouter.mount(router, signingIn.authenticator(), new ReceiptListing(pool), clock, pages(users));
    }

    /** Returns the groups of admin pages, in the order of the navigation. */
    private List<PageGroup> pages(UserModule users) {
        List<PageGroup> groups = new ArrayList<>(keyPages(users));
        groups.addAll(List.of(
                new SignInPages(signingIn.browser(), provider.secondStep(), signingIn.own(), signingIn.authenticator()),
                new AccountPages(users.userReading(), users.password(), users.secondFactor(), signingIn.own()),
                new SecondFactorPages(users.secondFactor()),
                new UsersPages(users.userReading(), users.organizationReading()),
                new NewUserPages(users.userChanges(), users.organizationReading()),
                new InvitationPages(users.invitationReading(), users.invitationChanges(), users.organizationReading()),
                new RolesPage(),
                new AccessPages(restrictions(), users.userReading(), users.organizationReading(), placeSearch()),
                new UserPages(users.userReading(), users.userChanges(), users.roleChange(), users.secondFactor()),
                new ActivityPages(
                        new ActivityReading(pool),
                        new ChainReading(pool),
                        users.organizationReading(),
                        MergedActivityCall.at(settings.gateway().url(), lookup.isPresent())),
                new ReceiptPages(new ReceiptListing(pool), users.organizationReading()),
                new PendingPages(new ReceiptListing(pool)),
                new AlertPages(new AlertReading(pool), users.organizationReading()),
                new OrganizationsPages(users.organizationReading(), users.organizationChanges()),
                new OrganizationPages(users.organizationReading(), users.organizationChanges()),
                new WebhookPages(webhooks.webhooks(), users.organizationReading()),
                new WebhookLogPages(webhooks.webhooks(), users.organizationReading())));
        return groups;
    }

    private List<PageGroup> keyPages(UserModule users) {
        KeyReading reading = new KeyReading(pool);
        KeyReceipts receipts = new KeyReceipts(pool);
        RevokeKey revokeKey = new RevokeKey(pool, revocation.revocations());
        return List.of(
                new KeyListPages(reading, new KeySummary(pool), receipts, users.organizationReading()),
                new KeyCreationPages(
                        new CreateKey(pool, mint, places, clock),
                        users.currentPassword(),
                        users.organizationReading(),
                        placeSearch(),
                        trial),
                new KeyTrialPages(trial),
                new KeyRevocationPages(reading, revokeKey),
                new KeysRevocationPages(reading, revokeKey, receipts),
                new KeyEditPages(
                        reading,
                        new UpdateKey(pool, revocation.revocations(), places, clock),
                        users.currentPassword(),
                        placeSearch()),
                new KeyRotationPages(reading, new RotateKey(pool, mint, clock), trial),
                new KeyDetailPages(reading, receipts, new ActivityReading(pool), placeSearch()));
    }

    private PlaceSearch placeSearch() {
        return new PlaceSearch(lookup.orElse(null));
    }

    private Restrictions restrictions() {
        return new Restrictions(pool, revocation.revocations(), places, clock);
    }

    Bootstrap bootstrap() {
        return new Bootstrap(pool, new CreateKey(pool, mint, PlaceCheck.OFF, clock), passwords);
    }

    /** Starts what works without requests. */
    void start() {
        webhooks.start();
        stock.start();
        chains.start();
    }

    /** Stops the timers, and completes when nothing is being sent any more. */
    Future<Void> close() {
        stock.close();
        chains.close();
        signingIn.close();
        provider.close();
        housekeeping.close();
        directory.close();
        lookup.ifPresent(RecordLookup::close);
        return webhooks.close().eventually(trial::close);
    }

    /** Starts the overlap of older secrets in the background; after a failure the next verification tries again. */
    private void firstUse(String secretId) {
        new OverlapStart(pool).firstUse(secretId).onFailure(failure -> LOG.atWarn()
                .addKeyValue(LogKeys.SECRET_ID, secretId)
                .addKeyValue(LogKeys.REASON, FailureReason.of(failure))
                .log("Starting the overlap of a rotated secret failed"));
    }

    private KeyChangeEndpoints keyChanges() {
        return new KeyChangeEndpoints(
                new CreateKey(pool, mint, places, clock),
                new UpdateKey(pool, revocation.revocations(), places, clock),
                new RotateKey(pool, mint, clock),
                new RevokeKey(pool, revocation.revocations()),
                pool,
                clock);
    }
}
