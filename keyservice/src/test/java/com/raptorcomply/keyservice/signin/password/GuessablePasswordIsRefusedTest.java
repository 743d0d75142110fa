package com.raptorcomply.keyservice.signin.password;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuessablePasswordIsRefusedTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Tr0ub4dor&3",
                "fourteen chars",
                "aaaaaaaaaaaaaaaaaaaa",
                "abababababababababab",
                "passwordpassword",
                "Password123456789",
                "P@ssw0rd!P@ssw0rd!",
                "123456789012345678",
                "qwertyuiopasdfghjkl",
                "letmeinletmeinletmein",
                "Welcome2026!!!!!",
                "iloveyou iloveyou",
                "administrator 2026",
                "correcthorsebatterystaple",
                "controlcenter2026!",
                "pat.smith@utility.test",
                "Pat.Smith!Pat.Smith",
                "RaptorComply2026!"
            })
    void whenShortOrCommonOrMadeOfWhatEverybodyKnows(String password) {
        assertThat(PasswordRule.objection(password, "pat.smith@utility.test", "Pat Smith"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "several words do well",
                "gravel umbrella nineteen tuba",
                "xK9#mQ2$vL7@nR4%",
                "Übergrößenträger-Fußnote",
                "日本語のとても長いパスワードです",
                "password of my great aunt Edna"
            })
    void whileLongOnesOfAnyCharactersAreNot(String password) {
        assertThat(PasswordRule.objection(password, "pat.smith@utility.test", "Pat Smith"))
                .isEmpty();
    }
}
