-- Requests with the keys of the file KEYS: the first one only, some or all equally often, or with Zipf's frequencies (SPREAD).
local spread = os.getenv("SPREAD")
local keys, count = {}, 0

function init()
    for key in io.lines(os.getenv("KEYS")) do
        count = count + 1
        keys[count] = key
        if spread == "one" then break end
    end
    math.randomseed(7)
end

function request()
    local at = 1
    if spread == "some" then
        at = math.random(math.min(10000, count))
    elseif spread == "uniform" then
        at = math.random(count)
    elseif spread == "zipf" then
        at = math.floor(math.exp(math.random() * math.log(count + 1)))
    end
    return "GET /1k HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\nUser-Agent: acme-sdk/1.2\r\nX-API-Key: " ..
        keys[at] .. "\r\n\r\n"
end
