package com.raptorcomply.keyservice.signin.oidc;

import com.raptorcomply.keyservice.TestService;

/** One provider, and one service that knows it, for all tests of the JVM that bring people of their own. */
record ProviderAndService(TestProvider provider, TestService service) {
    static ProviderAndService shared() {
        // All tests come from one address, whose refused attempts are counted.
        Shared.BOTH.service().execute("DELETE FROM sign_in_attempt");
        return Shared.BOTH;
    }

    private static final class Shared {
        static final ProviderAndService BOTH = of(new TestProvider());

        static ProviderAndService of(TestProvider provider) {
            return new ProviderAndService(provider, TestService.with(provider.settings()));
        }
    }
}
