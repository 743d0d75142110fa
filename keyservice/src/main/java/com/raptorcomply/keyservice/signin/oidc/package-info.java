/** Signing in with an OpenID provider (OpenID Connect Core 1.0, authorization code flow with PKCE), where one is configured. */
@NullMarked
package com.raptorcomply.keyservice.signin.oidc;

import org.jspecify.annotations.NullMarked;
