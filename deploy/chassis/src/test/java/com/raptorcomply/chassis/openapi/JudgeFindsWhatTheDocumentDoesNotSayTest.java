package com.raptorcomply.chassis.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeFindsWhatTheDocumentDoesNotSayTest {
    private static final String REQUEST = "{'name':'Relay'}";
    private static final String ID = "'id':'0f8fad5b-d9cb-469f-a165-70867728950e'";
    private static final String RESPONSE = "{'name':'Relay'," + ID + "}";

    private final OpenApiJudge judge = OpenApiJudge.of(
            OpenApiDocument.read(JudgeFindsWhatTheDocumentDoesNotSayTest.class, "/openapi/judged.yaml"),
            List.of(Audience.KEYS),
            "/admin/");

    @Test
    void exchangeThatTheDocumentDescribesIsFaultless() {
        assertThat(faults("/things?limit=10", REQUEST, 201, RESPONSE)).isEmpty();
        assertThat(faults("/things", REQUEST, 204, "")).isEmpty();
        assertThat(faults("/admin/things", REQUEST, 201, RESPONSE)).isEmpty();
        assertThat(faults("/others", REQUEST, 404, problem(""))).isEmpty();
    }

    @Test
    void anyErrorMayHaveTheStatusesOfAnyRequest() {
        assertThat(faults("/things", REQUEST, 405, problem(""))).isEmpty();
        assertThat(faults("/things", REQUEST, 418, problem("")))
                .containsExactly("the operation does not list this status");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    {'name':'Relay',ID,'secret':1}                    | : property 'secret' is not evaluated
                    {'name':'Relay',ID,'parts':[{'name':'a','b':1}]}  | /parts/0: property 'b' is not evaluated
                    {'name':'Relay',ID,'other':{'name':'a','c':1}}    | /other: property 'c' is not evaluated
                    {'name':'Relay'}                                  | required property 'id' not found
                    {'name':'Relay','id':'7'}                         | /id: does not match the uuid pattern
                    {'name':'Relays',ID}                              | /name: must be at most 5 characters long
                    {'name':'Relay',                                  | it is no JSON
                    """)
    void bodyThatTheSchemaDoesNotDescribeIsAFault(String body, String fault) {
        assertThat(faults("/things", REQUEST, 201, body.replace("ID", ID)))
                .anySatisfy(found -> assertThat(found).startsWith("response").contains(fault));
    }

    @Test
    void requestMayRepeatReadOnlyMembers() {
        assertThat(faults("/things", RESPONSE, 201, RESPONSE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Z", "+01:00", "%2B01:00", "+0100", "-01"})
    void timeInAQueryMayHaveAnyOffset(String offset) {
        assertThat(faults("/things?sort=abc,-a&since=2026-01-01T00:00:00" + offset, REQUEST, 201, RESPONSE))
                .isEmpty();
    }

    @Test
    void memberOfAFreeObjectIsNoFault() {
        assertThat(faults("/things", REQUEST, 201, "{'name':'Relay'," + ID + ",'notes':{'a':{'b':1}},'other':null}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    /things           | {'name':'Relay','secret':1} | : property 'secret' is not evaluated
                    /things           | {}                          | required property 'name' not found
                    /things?limit=11  | {'name':'Relay'}            | parameter limit
                    /things?limit=x   | {'name':'Relay'}            | parameter limit
                    /things?sort=a,bcde | {'name':'Relay'}          | parameter sort
                    /things?since=now | {'name':'Relay'}            | parameter since
                    /things?offset=1  | {'name':'Relay'}            | the operation does not list the parameter offset
                    /others           | {'name':'Relay'}            | no document has this operation
                    """)
    void requestThatTheDocumentDoesNotDescribeMayNotSucceed(String path, String body, String fault) {
        assertThat(faults(path, body, 201, RESPONSE))
                .anySatisfy(found -> assertThat(found).contains(fault));
    }

    @Test
    void mediaTypesAndHeadersAreListed() {
        Exchange odd = new Exchange(
                "POST",
                URI.create("http://localhost/things"),
                "text/plain",
                json(REQUEST),
                201,
                Map.of("content-type", List.of("text/html"), "x-odd", List.of("1"), "location", List.of("/things/1")),
                json(RESPONSE));

        assertThat(judge.faults(odd))
                .containsExactly(
                        "the response does not list the header x-odd",
                        "the response has another media type than [application/json]: text/html",
                        "the request has another media type than [application/json]: text/plain");
    }

    @Test
    void problemIsJudgedAsWell() {
        assertThat(faults("/things", REQUEST, 404, problem(",'hint':'none'")))
                .containsExactly("the operation does not list this status");
        assertThat(faults("/things", REQUEST, 422, problem(",'hint':'none'"))).hasSize(1);
    }

    private List<String> faults(String path, String request, int status, String response) {
        return judge.faults(new Exchange(
                "POST",
                URI.create("http://localhost" + path),
                "application/json",
                json(request),
                status,
                response.isEmpty() ? Map.of() : Map.of("content-type", List.of("application/json; charset=utf-8")),
                json(response)));
    }

    private static String problem(String more) {
        return "{'error':'Not Found','message':'Resource not found','code':'not_found','requestId':'r'" + more + "}";
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
