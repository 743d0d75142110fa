package com.raptorcomply.chassis.settings;

/** One setting's text with its name and origin. */
record Value(String name, SettingNode.Scalar scalar) {
    String text() {
        if (scalar.value().isBlank()) {
            throw new SettingsException("Setting '" + name + "' at " + scalar.origin() + " is empty");
        }
        return scalar.value();
    }

    SettingsException refuse(String accepted) {
        return new SettingsException("Setting '" + name + "' at " + scalar.origin() + ": '" + scalar.value()
                + "' is not accepted; expected " + accepted);
    }
}
