-- Requests of a file, one a line as "METHOD path body", in a random order.
local requests = {}

function init(args)
    math.randomseed(os.time())
    for line in io.lines(args[1]) do
        local method, path, body = line:match("^(%S+) (%S+) ?(.*)$")
        requests[#requests + 1] = wrk.format(method, path, nil, body ~= "" and body or nil)
    end
end

function request()
    return requests[math.random(#requests)]
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format("figures %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50),
        latency:percentile(99), errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
