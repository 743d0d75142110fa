package com.raptorcomply.keyservice.user.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OneMailboxHasOneKeyTest {
    @ParameterizedTest
    @CsvSource({
        "kim@example.com, KIM@Example.COM",
        "jos\u00e9@example.com, jose\u0301@example.com",
        "JOS\u00c9@example.com, jose\u0301@example.com",
        "u@b\u00fccher.example, u@xn--bcher-kva.example",
        "u@b\u00fccher.example, u@BU\u0308CHER.EXAMPLE",
        "u@b\u00fccher.example, u@XN--BCHER-KVA.example",
        "u@\uff45xample.com, u@example.com",
        "\u03bd\u03b9\u03ba\u03bf\u03c2@example.com, \u039d\u0399\u039a\u039f\u03a3@example.com",
        "\u03bd\u03b9\u03ba\u03bf\u03c3@example.com, \u039d\u0399\u039a\u039f\u03a3@example.com",
        "u@\u03bd\u03b9\u03ba\u03bf\u03c3.example, u@\u039d\u0399\u039a\u039f\u03a3.example"
    })
    void whateverItsSpelling(String one, String other) {
        assertThat(EmailAddress.objection(one)).isEmpty();
        assertThat(EmailAddress.objection(other)).isEmpty();
        assertThat(EmailAddress.key(one)).isEqualTo(EmailAddress.key(other));
    }

    /** A stranger verified by a provider would pass for another user if these were equal. */
    @ParameterizedTest
    @CsvSource({
        "m\u0131ke@example.com, mike@example.com",
        "M\u0130KE@example.com, mike@example.com",
        "\u017fam@example.com, sam@example.com",
        "u@xn--fa-hia.example, u@fass.example",
        "a.b@example.com, ab@example.com",
        "a+b@example.com, a@example.com"
    })
    void andAnotherMailboxHasAnother(String one, String other) {
        assertThat(EmailAddress.key(one)).isNotEqualTo(EmailAddress.key(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a..b@example.com",
                ".a@example.com",
                "a.@example.com",
                "a@-example.com",
                "a@example-.com",
                "a@example..com",
                "a@.example.com",
                "a@example.com.",
                "a@example",
                "a@192.0.2.7",
                "a@[192.0.2.7]",
                "a@b@example.com",
                "@example.com",
                "a@",
                "a b@example.com",
                "a\u00a0b@example.com",
                "a\u200db@example.com",
                "a,b@example.com",
                "\"a\"@example.com",
                "a@ex_ample.com",
                "a@exa\u200dmple.com",
                "a@fa\u00df.example"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThat(EmailAddress.objection(text)).isPresent();
    }

    @Test
    void lengthsAreThoseOfTheStandard() {
        String domain = "@example.com";
        assertThat(EmailAddress.objection("a".repeat(64) + domain)).isEmpty();
        assertThat(EmailAddress.objection("a".repeat(65) + domain)).isPresent();
        assertThat(EmailAddress.objection("\u00e9".repeat(32) + domain)).isEmpty();
        assertThat(EmailAddress.objection("\u00e9".repeat(33) + domain)).isPresent();
        assertThat(EmailAddress.objection("a@" + "b".repeat(63) + ".com")).isEmpty();
        assertThat(EmailAddress.objection("a@" + "b".repeat(64) + ".com")).isPresent();
        String long250 = String.join(".", List.of("b".repeat(62), "b".repeat(62), "b".repeat(62), "b".repeat(61)));
        assertThat(EmailAddress.objection("aa@" + long250)).isEmpty();
        assertThat(EmailAddress.objection("aaaa@" + long250)).isPresent();
    }
}
