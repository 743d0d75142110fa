package com.raptorcomply.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricNamesAreWordsAndDotsTest {
    @ParameterizedTest
    @EnumSource(MeterDefinition.class)
    void inLowerCase(MeterDefinition definition) {
        assertThat(definition.meter().replace("http2", "http")).matches("[a-z]+(\\.[a-z]+)*");
    }
}
