package com.raptorcomply.resources.training;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Violation;
import com.raptorcomply.resources.crud.UnitOfWork;
import com.raptorcomply.resources.crud.WriteCondition;
import com.raptorcomply.resources.crud.WriteSupport;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The address of a module elsewhere is one that a browser may follow: others, such as {@code javascript:}, run code. */
final class ModuleAddress implements WriteCondition {
    private static final String FIELD = "externalModuleUrl";
    private static final Set<String> SCHEMES = Set.of("http", "https");

    @Override
    public Future<?> check(UnitOfWork work, JsonObject before, JsonObject after) {
        if (!isAddress(after.getString(FIELD))) {
            WriteSupport.refuse(
                    List.of(Violation.of(FIELD, ErrorCode.INVALID_VALUE, "must be an http or https address")));
        }
        return Future.succeededFuture();
    }

    @Override
    public List<String> statements() {
        return List.of();
    }

    private static boolean isAddress(@Nullable String text) {
        if (text == null) {
            return true;
        }
        try {
            URI address = new URI(text);
            return address.getScheme() != null
                    && SCHEMES.contains(address.getScheme().toLowerCase(Locale.ROOT))
                    && address.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
