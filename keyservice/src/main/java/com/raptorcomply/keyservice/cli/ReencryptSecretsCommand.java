package com.raptorcomply.keyservice.cli;

import com.raptorcomply.chassis.command.DatabaseCommand;
import com.raptorcomply.chassis.command.Operator;
import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.postgres.PostgresConfig;
import com.raptorcomply.chassis.settings.ConfigReader;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.keyservice.signin.session.SessionConfig;
import com.raptorcomply.keyservice.signin.totp.SecretCipher;
import com.raptorcomply.keyservice.webhook.delivery.Deliveries;
import com.raptorcomply.keyservice.webhook.delivery.WebhookConfig;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Ends a rotation of the keys that encrypt secrets (NIST SP 800-57 part 1, section 5.3.5): the previous keys can be removed. */
@Command(
        name = ReencryptSecretsCommand.NAME,
        description = "Encrypts the secrets of second factors and webhooks again, with the current keys"
                + " (sessions.totpKey, webhooks.secretKey), so that the previous ones can be removed. Status 1 if no key"
                + " decrypts one. Needs the password of the database's owner.")
final class ReencryptSecretsCommand extends DatabaseCommand {
    static final String NAME = "reencrypt-secrets";

    private @Nullable SecretKeys keys;

    /** The settings with the keys. */
    private record SecretKeys(SessionConfig sessions, WebhookConfig webhooks) {}

    ReencryptSecretsCommand(Operator operator) {
        super(operator);
    }

    @Override
    protected void configure(Settings settings) {
        keys = ConfigReader.ofPart(SecretKeys.class).read(settings);
    }

    @Override
    protected PostgresConfig role(PostgresConfig database) {
        return database.asOwner();
    }

    /** The services run meanwhile, so the tables are theirs. */
    @Override
    protected Future<Void> prepare(Postgres service, String migrations) {
        return service.requireMigrated(migrations);
    }

    @Override
    protected Future<Integer> work(Pool owner) {
        SecretKeys configured = Objects.requireNonNull(keys);
        EncryptedColumn secondFactors = new EncryptedColumn(
                "second_factor", "user_id", configured.sessions().secretCipher(), SecretCipher::secondFactorOf);
        EncryptedColumn webhooks =
                new EncryptedColumn("webhook", "id", configured.webhooks().cipher(), Deliveries::secretOwner);
        return report(owner, secondFactors, "second factors", "No key decrypts the second factor of user ")
                .compose(first -> report(
                                owner, webhooks, "secrets of webhooks", "No key decrypts the secret of webhook ")
                        .map(second -> Math.max(first, second)));
    }

    private Future<Integer> report(Pool owner, EncryptedColumn column, String name, String unreadable) {
        return column.reencrypt(owner, id -> err().println(unreadable + id)).map(result -> {
            out().println("Encrypted with the current key: " + result.reencrypted() + " " + name);
            return result.unreadable() == 0 ? 0 : 1;
        });
    }
}
