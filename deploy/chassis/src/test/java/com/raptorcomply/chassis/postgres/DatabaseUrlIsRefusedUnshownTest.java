package com.raptorcomply.chassis.postgres;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.chassis.settings.SettingsException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database URL that is not accepted may hold a password, and no sentence shows it. */
class DatabaseUrlIsRefusedUnshownTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://me:hunter2@db:5432/keys",
                "postgresql://db/keys?password=hunter2",
                "jdbc:postgresql://db/hunter2",
                "host=db password=hunter2",
                "postgresql://db"
            })
    void withItsNameAlone(String url) {
        Map<String, Object> overrides = new HashMap<>(new TestDatabase(5_432, "keys", "owner", "user").overrides());
        overrides.put("database.url", url);
        assertThatThrownBy(() -> TestDatabase.config(overrides))
                .isInstanceOf(SettingsException.class)
                .hasMessage("Setting 'database.url' at handed in is not accepted;"
                        + " expected postgresql://host:port/name, without user or password");
    }
}
