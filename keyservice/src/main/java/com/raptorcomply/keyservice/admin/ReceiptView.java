package com.raptorcomply.keyservice.admin;

/**
 * The page of one receipt.
 *
 * @param lead what has happened, in a sentence
 * @param subject the name of the user or the organization that the receipt is about
 * @param back the page to go on to
 * @param backLabel the name of that page
 */
public record ReceiptView(String lead, String subject, ReceiptInWords receipt, String back, String backLabel)
        implements View {
    @Override
    public String template() {
        return "receipt.jte";
    }
}
