package com.raptorcomply.keyservice.cli;

import com.raptorcomply.chassis.service.ProductVersion;
import picocli.CommandLine.IVersionProvider;

final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {ProductVersion.read()};
    }
}
