package com.raptorcomply.keyservice.signin.session;

import com.raptorcomply.keyservice.auth.Principal;

/** A user's session with its token. */
public record PageSession(Principal caller, SessionToken token) {}
