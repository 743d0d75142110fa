package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accept-Encoding is read as RFC 9110 section 12.5.3 defines it. */
class AcceptEncodingIsReadAsItsRfcSaysTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip                       | true  | true",
                "x-gzip                     | true  | true",
                "GZIP;Q=0.001               | true  | true",
                "'deflate, br;q=1, gzip'    | true  | true",
                "*                          | true  | true",
                "'gzip;q=0.5, identity;q=0.5'| true | true",
                "'gzip, identity;q=0'       | true  | false",
                "'*, identity;q=0'          | true  | false",
                "'*;q=0, gzip'              | true  | false",
                "'gzip;q=0.5, identity'     | false | true",
                "''                         | false | true",
                "identity                   | false | true",
                "br                         | false | true",
                "gzip;q=0                   | false | true",
                "gzip;q=0.000               | false | true",
                "'gzip;q=0, *'              | false | true",
                "'*;q=0, identity'          | false | true",
                "gzip;q=2                   | false | true",
                "gzip;q=x                   | false | true",
                "gzipped                    | false | true",
                "*;q=0                      | false | false",
                "identity;q=0               | false | false",
                "'br, identity;q=0'         | false | false"
            })
    void weights(String field, boolean gzip, boolean identity) {
        assertThat(AcceptEncoding.of(field)).isEqualTo(new AcceptEncoding(gzip, identity));
    }
}
