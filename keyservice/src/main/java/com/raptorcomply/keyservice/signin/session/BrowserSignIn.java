package com.raptorcomply.keyservice.signin.session;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.signin.totp.SecondFactors;
import com.raptorcomply.keyservice.signin.totp.SecretCipher;
import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Signs browsers in and out by forms: first the password, then the code if the user has a second factor. What the API
 * does in one request takes two here, with the same checks and counts.
 */
public final class BrowserSignIn {
    private final SignIn signIn;
    private final SessionStart start;
    private final SessionCookie session;
    private final HostCookie proofs;
    private final SecretCipher cipher;
    private final SignInSourceReader sources;
    private final InstantSource clock;

    BrowserSignIn(
            SignIn signIn,
            SessionStart start,
            SessionCookie session,
            HostCookie proofs,
            SecretCipher cipher,
            SignInSourceReader sources,
            InstantSource clock) {
        this.signIn = signIn;
        this.start = start;
        this.session = session;
        this.proofs = proofs;
        this.cipher = cipher;
        this.sources = sources;
        this.clock = clock;
    }

    /**
     * The outcome of a step.
     *
     * @param session the new session; empty if the code of the second factor is still needed
     * @param cookies to set
     */
    public record Outcome(Optional<SessionToken> session, List<Cookie> cookies) {
        public Outcome {
            cookies = List.copyOf(cookies);
        }
    }

    /** Checks the password; fails with 401 if it is wrong, with 429 if the attempt comes too soon. */
    public Future<Outcome> password(HttpServerRequest request, JsonFields fields) {
        SignInSource source = sources.of(request);
        return signIn.first(Credentials.read(fields), source).map(step -> {
            if (step instanceof SignIn.Step.SignedIn signedIn) {
                return signedIn(signedIn.token(), source);
            }
            return new Outcome(Optional.empty(), List.of(proof(((SignIn.Step.CodeNeeded) step).proof())));
        });
    }

    /** Returns true if the browser has sent a right password a moment ago. */
    public boolean awaitsCode(HttpServerRequest request) {
        return proof(request).isPresent();
    }

    /** Checks the code after the password. Without a recent password it fails with 401. */
    public Future<Outcome> code(HttpServerRequest request, JsonFields fields) {
        String code = fields.text("code", SecondFactors.CODE_LENGTH_MAX);
        fields.requireValid();
        SignInSource source = sources.of(request);
        PasswordProof proof = proof(request)
                .orElseThrow(() -> Problem.of(ErrorCode.SIGN_IN_FAILED, "This sign-in has ended. Please start again.")
                        .exception());
        return signIn.second(proof, code.strip(), source).map(token -> signedIn(token, source));
    }

    /** Returns the cookie that makes the browser forget that it has sent a password. */
    public Cookie forgetPassword() {
        return proofs.clear();
    }

    /** Returns the cookies that make the browser forget its session and a sign-in in progress. */
    public List<Cookie> forget() {
        return List.of(session.clear(), proofs.clear());
    }

    private Outcome signedIn(SessionToken token, SignInSource source) {
        List<Cookie> cookies = new ArrayList<>(start.cookies(token, source));
        cookies.add(proofs.clear());
        return new Outcome(Optional.of(token), cookies);
    }

    private Cookie proof(PasswordProof proof) {
        if (!cipher.isReady()) {
            throw SecondFactors.undecidable();
        }
        return proofs.issue(proof.seal(cipher), PasswordProof.LIFETIME);
    }

    private Optional<PasswordProof> proof(HttpServerRequest request) {
        return proofs.read(request).flatMap(text -> PasswordProof.open(text, cipher, clock.instant()));
    }
}
