package com.raptorcomply.acceptance.input;

/** Texts that developers rarely expect in a text field. */
enum OddText {
    SQL("Robert'); DROP TABLE api_key;--", true),
    HTML("<img src=x onerror=alert(1)><script>alert(1)</script>", true),
    TEMPLATES("%s ${jndi:ldap://x} {{7*7}} \\\" \\n &amp; #{x}", true),
    EMOJI("⚡️ 👩‍🔧 🏴󠁧󠁢󠁥󠁮󠁧󠁿", true),
    EMOJI_255("⚡".repeat(250) + "😀".repeat(5), true),
    RIGHT_TO_LEFT_SCRIPT("مفتاح العميل – מפתח", true),
    COMPOSED("é ﬁ Å", true),
    STACKED("Z\u0351\u036b\u0346\u036a\u0302", true),
    NOT_COMPOSED("e\u0301 \u212B", false),
    SPACE_AT_THE_END("admin ", false),
    NUL("a\u0000b", false),
    LINE_BREAKS("a\r\nX-Injected: b", false),
    ESCAPE("\u001b[31mred", false),
    C1_CONTROL("a\u0085b", false),
    RIGHT_TO_LEFT_OVERRIDE("invoice\u202Egnp.exe", false),
    ISOLATE("a\u2066b\u2069", false),
    ZERO_WIDTH("ad\u200Bmin", false),
    BYTE_ORDER_MARK("\uFEFFadmin", false),
    LINE_SEPARATOR("a\u2028b", false),
    HALF_A_CHARACTER("a\uD800b", false),
    UNASSIGNED("a\u0378b", false),
    BLANK(" \t ", false),
    EMPTY("", false),
    CHARACTERS_256("n".repeat(256), false),
    CHARACTERS_10000("n".repeat(10_000), false);

    private final String text;
    private final boolean isHarmless;

    OddText(String text, boolean isHarmless) {
        this.text = text;
        this.isHarmless = isHarmless;
    }

    String text() {
        return text;
    }

    /** Returns true if the text is accepted and must be stored unchanged. */
    boolean isHarmless() {
        return isHarmless;
    }
}
