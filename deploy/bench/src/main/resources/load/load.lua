-- Requests of a file, one a line as "METHOD path body", in a random order. In a body @ stands for a number that is new each time.
local requests, made = {}, 0
local run = tostring(os.time())

function init(args)
    math.randomseed(os.time())
    for line in io.lines(args[1]) do
        local method, path, body = line:match("^(%S+) (%S+) ?(.*)$")
        if body:find("@", 1, true) then
            requests[#requests + 1] = {method, path, body}
        else
            requests[#requests + 1] = wrk.format(method, path, nil, body ~= "" and body or nil)
        end
    end
end

function request()
    local chosen = requests[math.random(#requests)]
    if type(chosen) == "string" then
        return chosen
    end
    made = made + 1
    return wrk.format(chosen[1], chosen[2], nil, (chosen[3]:gsub("@", run .. "-" .. made)))
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format("figures %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50),
        latency:percentile(99), errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
