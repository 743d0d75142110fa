package com.raptorcomply.gateway.quota;

import com.raptorcomply.gateway.decision.Permit;
import com.raptorcomply.gateway.edge.AddressPrefix;
import com.raptorcomply.keyservice.client.grant.Grant;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one gateway, exact for the share of them that it holds. Addresses are charged only for requests that
 * are refused for their key, so that no flood of bad keys takes anything from a good one. Any thread.
 *
 * <p>With n gateways each holds one n-th (contract section 6). What all of them admit of a limit in a time T is at most
 * {@code burst + n - 1 + requests * T / period}; while their number changes from n to n + 1, for at most the time between two
 * renewals, the old ones still hold one n-th each, so up to {@code 1/(n+1)} of the rate and one full share come on top.
 */
public final class Quota {
    private final Buckets<UUID> keys;
    private final Buckets<UUID> organizations;
    private final Map<String, Buckets<UUID>> plans = new HashMap<>();
    private final Buckets<AddressPrefix> addresses;
    private final Buckets<AddressPrefix> open;

    /** @param gateways among which keys' and organizations' limits are divided; read for each request */
    public Quota(QuotaSettings settings, TimeMeter clock, IntSupplier gateways) {
        int bucketsMax = settings.bucketsMax();
        IntSupplier shares = settings.divided() ? gateways : () -> 1;
        keys = new Buckets<>(new Plan("key", settings.key()), bucketsMax, clock, shares);
        organizations = new Buckets<>(new Plan("organization", settings.organization()), bucketsMax, clock, shares);
        settings.plans()
                .forEach((name, limit) ->
                        plans.put(name, new Buckets<>(new Plan(name, limit), bucketsMax, clock, shares)));
        open = new Buckets<>(new Plan("address", settings.openAddress()), bucketsMax, clock, () -> 1);
        addresses = new Buckets<>(new Plan("address", settings.refusedAddress()), bucketsMax, clock, () -> 1);
    }

    /**
     * Charges a request to its key, its organization and, on a route with a plan, to what its key has of that; one that any
     * of them refuses is charged to none.
     */
    public Allowance take(Permit permit, @Nullable String plan) {
        Grant grant = permit.grant();
        UUID keyId = grant.keyId();
        Meter key = keys.of(keyId, grant.bounds().rateLimit());
        ConsumptionProbe ofKey = key.take();
        if (!ofKey.isConsumed()) {
            return key.allowance(ofKey);
        }
        Meter organization = organizations.of(grant.organization().id());
        ConsumptionProbe ofOrganization = organization.take();
        if (!ofOrganization.isConsumed()) {
            key.giveBack();
            return organization.allowance(ofOrganization);
        }
        boolean keyIsTighter = ofKey.getRemainingTokens() <= ofOrganization.getRemainingTokens();
        Meter tighter = keyIsTighter ? key : organization;
        ConsumptionProbe left = keyIsTighter ? ofKey : ofOrganization;
        Buckets<UUID> planned = plan == null ? null : plans.get(plan);
        if (planned == null) {
            return tighter.allowance(left);
        }
        Meter ofPlan = planned.of(keyId);
        ConsumptionProbe leftOfPlan = ofPlan.take();
        if (!leftOfPlan.isConsumed()) {
            key.giveBack();
            organization.giveBack();
        }
        return leftOfPlan.getRemainingTokens() <= left.getRemainingTokens()
                ? ofPlan.allowance(leftOfPlan)
                : tighter.allowance(left);
    }

    /** Charges a request on a route that is open to everybody to the address that it came from. */
    public Allowance takeOpen(InetAddress client) {
        Meter address = open.of(AddressPrefix.of(client));
        return address.allowance(address.take());
    }

    /** Charges a request without a valid key to the address that it came from. */
    public Allowance takeRefused(InetAddress client) {
        Meter address = addresses.of(AddressPrefix.of(client));
        return address.allowance(address.take());
    }

    /** Buckets held: of keys, organizations, plans and addresses together. */
    public long size() {
        long planned = plans.values().stream().mapToLong(Buckets::size).sum();
        return keys.size() + organizations.size() + planned + addresses.size() + open.size();
    }
}
