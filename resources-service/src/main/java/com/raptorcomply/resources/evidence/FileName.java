package com.raptorcomply.resources.evidence;

import com.raptorcomply.chassis.http.request.PlainText;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.Violation;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;

/** The names of files: as clients send them, and in the field Content-Disposition. */
final class FileName {
    static final int CHARACTERS_MAX = 255;

    /** Stands for bytes that are not UTF-8. */
    private static final char NOT_UTF8 = '\ufffd';

    /** The characters that RFC 8187 section 3.2.1 does not encode, besides letters and digits. */
    private static final String PLAIN = "!#$&+-.^_`|~";

    private FileName() {}

    /**
     * Returns the name under which a file is stored: without directories (RFC 7578 section 4.2), in Unicode normalization
     * form C, because some systems send another form that looks the same. Throws a 422 if it is no name.
     */
    static String of(String sent) {
        String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        String name = Normalizer.normalize(last, Normalizer.Form.NFC).strip();
        String objection = PlainText.nameObjection(name, CHARACTERS_MAX).orElse(objection(name));
        if (!objection.isEmpty()) {
            ErrorCode code = name.codePointCount(0, name.length()) > CHARACTERS_MAX
                    ? ErrorCode.TOO_LONG
                    : ErrorCode.INVALID_VALUE;
            throw Problem.invalid(List.of(
                            Violation.of(UploadForm.FILE, code, "has a name that is not accepted: it " + objection)))
                    .exception();
        }
        return name;
    }

    private static String objection(String name) {
        if (name.indexOf(NOT_UTF8) >= 0) {
            return "must be in UTF-8";
        }
        return name.equals(".") || name.equals("..") ? "must not be . or .." : "";
    }

    /**
     * Returns the field Content-Disposition (RFC 6266), which makes browsers save the file and not show it. Clients that do
     * not know {@code filename*} get a name in ASCII.
     */
    static String disposition(String name) {
        StringBuilder ascii = new StringBuilder();
        name.codePoints()
                .forEach(c -> ascii.append(c < ' ' || c > '~' || c == '"' || c == '\\' || c == '%' ? '_' : (char) c));
        StringBuilder encoded = new StringBuilder();
        for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xff);
            boolean isPlain = c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
            encoded.append(isPlain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded;
    }
}
