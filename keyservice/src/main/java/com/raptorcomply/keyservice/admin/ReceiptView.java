package com.raptorcomply.keyservice.admin;

/**
 * The page of one receipt.
 *
 * @param lead what has happened, in a sentence
 * @param subject the name of the user or the organization that the receipt is about
 * @param organization the name of the organization whose receipt it is
 * @param back the page to go on to
 * @param backLabel the name of that page
 */
public record ReceiptView(
        String lead, String subject, String organization, ReceiptInWords receipt, String back, String backLabel)
        implements View {
    @Override
    public String template() {
        return "receipt.jte";
    }
}
