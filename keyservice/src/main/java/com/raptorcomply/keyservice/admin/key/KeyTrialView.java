package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.keyservice.admin.View;

/** The outcome of a trial, as the page of a new key takes it over. */
public record KeyTrialView(boolean letIn, String sentence) implements View {
    @Override
    public String template() {
        return "key/trial.jte";
    }
}
