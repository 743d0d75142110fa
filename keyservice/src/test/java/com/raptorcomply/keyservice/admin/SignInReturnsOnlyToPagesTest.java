package com.raptorcomply.keyservice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignInReturnsOnlyToPagesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin",
                "/admin/me",
                "/admin/keys?q=a%20b&status=active",
                "/admin/keys/0f8fad5b-d9cb-469f-a165-70867728950e",
                "/admin?x=https://other.example/"
            })
    void ofThisService(String page) {
        assertThat(ReturnPath.of(page)).isEqualTo(page);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "https://other.example/admin/me",
                "//other.example/admin/me",
                "/\\other.example",
                "/admin/\\other.example",
                "/admin//other.example",
                "/admin/../sessions",
                "/admin/..",
                "/admin/%2e%2e/sessions",
                "/admin/%2F%2Fother.example",
                "/admin/me\r\nSet-Cookie: a=b",
                "/admin/me x",
                "/admin/é",
                "/adminx",
                "/sessions/oidc",
                "javascript:alert(1)",
                "/admin/session",
                "/admin/session/code"
            })
    void orToTheStart(String other) {
        assertThat(ReturnPath.of(other)).isEqualTo("/admin");
    }
}
