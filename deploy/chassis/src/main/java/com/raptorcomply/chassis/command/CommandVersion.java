package com.raptorcomply.chassis.command;

import com.raptorcomply.chassis.service.ProductVersion;
import picocli.CommandLine.IVersionProvider;

final class CommandVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {ProductVersion.read()};
    }
}
