/** Signing in with a configured OpenID provider (OpenID Connect Core 1.0, authorization code flow with PKCE). */
@NullMarked
package com.raptorcomply.keyservice.signin.oidc;

import org.jspecify.annotations.NullMarked;
