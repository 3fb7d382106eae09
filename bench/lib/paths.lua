-- Asks for the paths of a file in an order drawn from a seed, and prints one line of figures at the end.
-- wrk … -s paths.lua ADDRESS -- FILE [HEADER: VALUE]…; a line of the file is a path, then headers of its own after tabs.

local threads = 0
function setup(thread)
    thread:set("number", threads)
    threads = threads + 1
end

local function header(into, text)
    local name, value = text:match("^([^:]+): (.*)$")
    into[name] = value
end

function init(arguments)
    asked = {}
    for line in io.lines(arguments[1]) do
        local headers = {}
        for k = 2, #arguments do
            header(headers, arguments[k])
        end
        local path = line:match("^[^\t]+")
        for text in line:gmatch("\t([^\t]+)") do
            header(headers, text)
        end
        asked[#asked + 1] = wrk.format("GET", path, headers)
    end
    math.randomseed(20261123 + number)
end

function request()
    return asked[math.random(#asked)]
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format(
        "RESULT %d %d %d %d %d %d\n",
        summary.requests,
        summary.duration,
        latency:percentile(50),
        latency:percentile(99),
        summary.bytes,
        errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
