package com.raptorcomply.local.life;

import com.raptorcomply.local.life.Caller.Answer;
import com.raptorcomply.local.life.Expected.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts responses by what was expected. Any thread. */
final class Tally {
    private static final int SHOWN_MAX = 20;
    private static final int OK_MAX = 300;
    private static final int UNAVAILABLE = 503;
    /** The stable name of a fault in the body of a response, such as {@code upstream_unavailable}. */
    private static final Pattern CODE = Pattern.compile("\"code\" *: *\"([a-z_]+)\"");

    /** By the kind of request: the responses by status and, for a refusal, its code. */
    private final Map<String, Map<String, Long>> answers = new TreeMap<>();

    private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    private final List<String> shown = new ArrayList<>();
    private long millisMax;

    /** The failure of a request, as its client sees it. */
    enum Fault {
        /** 503 with Retry-After: the honest answer of a service that cannot serve now. */
        TOLD_TO_RETRY("503 and Retry-After"),
        OTHER_STATUS("another status"),
        /** The connection ended, or nothing came within the caller's limit. */
        NO_RESPONSE("no response");

        private final String text;

        Fault(String text) {
            this.text = text;
        }

        static Fault of(Answer answer) {
            if (answer.status() == 0) {
                return NO_RESPONSE;
            }
            return answer.status() == UNAVAILABLE && answer.retryAfter() ? TOLD_TO_RETRY : OTHER_STATUS;
        }
    }

    /**
     * Counts a response.
     *
     * @param request its method and path
     * @param at milliseconds from the start of the traffic to the response
     * @param took milliseconds from the request to the response
     */
    synchronized Verdict answered(Expected expected, String request, Answer answer, long at, long took) {
        Verdict verdict = expected.judge(answer);
        if (verdict == Verdict.FAILED) {
            faults.merge(Fault.of(answer), 1L, Long::sum);
        }
        long alike = answers.computeIfAbsent(
                        expected == Expected.SERVED ? "good keys: " + request : "revoked keys",
                        missing -> new TreeMap<>())
                .merge(outcome(answer), 1L, Long::sum);
        count(
                verdict,
                alike == 1,
                String.format(
                        Locale.ROOT,
                        "%6.1f s  %s %s: %s after %d ms %s",
                        at / 1e3,
                        expected,
                        request,
                        answer.status(),
                        took,
                        answer.said()));
        millisMax = Math.max(millisMax, took);
        return verdict;
    }

    /** Counts something that is wrong, and is no response. */
    synchronized void wrong(String what) {
        count(Verdict.WRONG, true, what);
    }

    synchronized long count(Verdict verdict) {
        return verdicts.getOrDefault(verdict, 0L);
    }

    /** Returns a line for scripts: requests, failed ones and wrong answers until now. */
    synchronized String line() {
        long all = verdicts.values().stream().mapToLong(Long::longValue).sum();
        return all + " " + count(Verdict.FAILED) + " " + count(Verdict.WRONG);
    }

    /** Returns a line that tells an honest refusal from a fault: how many requests failed with what. */
    synchronized String faults() {
        return Stream.of(Fault.values())
                .map(fault -> fault.text + ": " + faults.getOrDefault(fault, 0L))
                .collect(Collectors.joining("   ", "failed with ", ""));
    }

    /** Returns the table of all responses, and the first of those that are not right. */
    @Override
    public synchronized String toString() {
        StringBuilder text = new StringBuilder(String.format("%-44s %8s  %s%n", "requests", "number", "status"));
        answers.forEach((kind, counts) -> counts.forEach(
                (outcome, count) -> text.append(String.format(Locale.ROOT, "%-44s %8d  %s%n", kind, count, outcome))));
        text.append(String.format(Locale.ROOT, "slowest response: %d ms%n", millisMax));
        shown.forEach(line -> text.append(line).append(System.lineSeparator()));
        return text.toString();
    }

    private static String outcome(Answer answer) {
        if (answer.status() == 0) {
            return "no response";
        }
        Matcher code = CODE.matcher(answer.said());
        return answer.status() + (answer.status() >= OK_MAX && code.find() ? " " + code.group(1) : "");
    }

    /** @param isFirst true for the first response of its kind, which is shown unless it is right. Wrong ones are shown in any case */
    private void count(Verdict verdict, boolean isFirst, String line) {
        verdicts.merge(verdict, 1L, Long::sum);
        boolean isShown = verdict == Verdict.WRONG || (verdict != Verdict.RIGHT && isFirst);
        if (isShown && shown.size() < SHOWN_MAX) {
            shown.add(verdict + " " + line.strip());
        }
    }
}
