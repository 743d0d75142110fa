package com.raptorcomply.keyservice.stamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySetSurvivesTheWireTest {
    private final StampKey key = new Stamps().key;

    @Test
    void severalKeysAndNone() throws IOException {
        StampKey other = new Stamps().key;

        assertThat(Jwks.parse(Jwks.write(List.of(key, other)))).containsExactly(key, other);
        assertThat(Jwks.parse(Jwks.write(List.of()))).isEmpty();
    }

    /** RFC 8037 appendix A.3. */
    @Test
    void theNameIsTheThumbprintOfTheStandard() {
        StampKey example = StampKey.of(Base64.getUrlDecoder().decode("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"));

        assertThat(example.kid()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    @Test
    void aKeyWithAnotherKeysNameIsSkipped() throws IOException {
        StampKey other = new Stamps().key;

        assertThat(Jwks.parse(Jwks.write(List.of(key)).replace(key.kid(), other.kid())))
                .isEmpty();
    }

    @Test
    void keysOfOtherKindsAreSkipped() throws IOException {
        assertThat(Jwks.parse("{\"keys\":[{\"kty\":\"RSA\",\"n\":\"x\"},{}]}")).isEmpty();
        assertThat(Jwks.parse("{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"X448\",\"kid\":\"k\",\"x\":\"AAAA\"}]}"))
                .isEmpty();
    }

    @Test
    void aSetPastTheLimitIsRefusedUnread() {
        String set = Jwks.write(List.of(key));
        String longest = set + " ".repeat(Jwks.DOCUMENT_BYTES_MAX - set.length());

        assertThatCode(() -> Jwks.parse(longest)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Jwks.parse(longest + " ")).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"keys\":[1]}",
                "{\"keys\":[]}x",
                "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"k\",\"x\":\"AAAA\"}]}"
            })
    void anyOtherDocumentIsRefused(String document) {
        assertThatThrownBy(() -> Jwks.parse(document)).isInstanceOf(IOException.class);
    }
}
