using System.Text.Json;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Agencies.Csv;

/// <summary>The agencies as a table. A parent or successor may stand anywhere in the file; whoever is above is written first.</summary>
public sealed class AgencyTable : Register
{
    private const int Parent = 5, Successor = 6, ValidFrom = 7;

    private static readonly AddAgency.Validator Rules = new();

    public override string Word => "agencies";

    public override string Noun => "agency";

    public override IReadOnlyList<string> Columns { get; } =
        ["code", "name", "nameEn", "kind", "jurisdiction", "parent", "successor", "validFrom", "validTo", "phone", "email", "safeEmail"];

    protected override IReadOnlyList<string> Key { get; } = ["code"];

    protected override IReadOnlyList<string> Numbers { get; } = [];

    protected override IReadOnlyList<string> Days { get; } = ["validFrom", "validTo"];

    public override string WallOf(Caller caller) => AgencyView.MaySee(caller);

    public override async Task<IReadOnlyList<Standing>> StandingAsync(Reading reading, string wall = "1 = 1") =>
    [
        .. (await reading.QueryAsync<AgencyView>($"{AgencyView.Select} WHERE {wall} ORDER BY agencies.code")).Select(one => new Standing(one.Id,
        [
            one.Code, one.Name, one.NameEn, one.Kind, one.Jurisdiction, one.Parent ?? "", one.Successor ?? "", Day(one.ValidFrom), Day(one.ValidTo),
            one.Phone ?? "", one.Email ?? "", one.SafeEmail ?? "",
        ])),
    ];

    public override async Task WriteAsync(Transaction transaction, IReadOnlyList<PlannedLine> lines, string actor, DateTimeOffset now)
    {
        var written = lines.Where(one => one.Outcome is "added" or "changed").ToDictionary(one => one.Key);
        var after = (await StandingAsync(transaction)).ToDictionary(one => one.Cells[0], one => one.Cells);
        foreach (var line in written.Values)
            after[line.Key] = line.After;
        foreach (var line in HighestFirst(after).Where(written.ContainsKey).Select(code => written[code]))
        {
            var body = (AgencyBody)line.Body!;
            if (line.Before is null && await AgencyRows.PlantAsync(transaction, body, now) is { } id)
                await AuditTrail.AppendAsync(transaction, actor, "agency.add", id.ToString("D"), "added", now);
            else if (line.Before is { } before)
            {
                await AgencyRows.ReplaceAsync(transaction, before.Id, body);
                await AuditTrail.AppendAsync(transaction, actor, "agency.change", before.Id.ToString("D"), "changed", now);
            }
            else
                throw RegisterBodies.Taken("/code", new { code = line.Key });
        }
        await AgencyTree.GrowAsync(transaction, now);
    }

    protected override void Bind(PlannedLine line, JsonElement fields)
    {
        if (Accept<AgencyBody>(line, fields, body => Rules.Validate(new AddAgency.Command(body))) is not { } body)
            return;
        if (body.ValidFrom is null && line.Before is { } before && Instants.TryRead(before.Cells[ValidFrom], out var since))
            body = body with { ValidFrom = since };
        line.Body = body;
        line.After =
        [
            body.Code ?? "", body.Name.Trim(), (body.NameEn ?? body.Name).Trim(), body.Kind, body.Jurisdiction ?? "civil", body.Parent ?? "", body.Successor ?? "",
            Day(body.ValidFrom), Day(body.ValidTo), body.Phone ?? "", body.Email ?? "", body.SafeEmail ?? "",
        ];
    }

    protected override Task RefuseReferencesAsync(Reading reading, IReadOnlyList<PlannedLine> lines, IReadOnlyDictionary<string, Standing> standing)
    {
        // As it would stand afterwards: the file's lines in the place of those that stand.
        var after = standing.ToDictionary(one => one.Key, one => one.Value.Cells);
        var named = lines.Select(one => one.Key).ToHashSet();
        foreach (var line in lines.Where(one => one.After.Count > 0))
            after[line.Key] = line.After;
        foreach (var line in lines.Where(one => one.After.Count > 0))
            foreach (var column in (int[])[Parent, Successor])
                if (line.After[column] is not { Length: > 0 } above)
                    continue;
                else if (!after.ContainsKey(above) && !named.Contains(above))
                    line.Faults.Add(Faults.At("/" + Columns[column], "unknown-reference", above));
                else if (LeadsTo(after, above, line.Key))
                    line.Faults.Add(AgencyRows.CircleAt("/" + Columns[column]));
        return Task.CompletedTask;
    }

    private static bool LeadsTo(Dictionary<string, IReadOnlyList<string>> after, string from, string to)
    {
        var (seen, waiting) = (new HashSet<string>(), new Stack<string>([from]));
        while (waiting.TryPop(out var here))
        {
            if (here == to)
                return true;
            if (seen.Add(here) && after.TryGetValue(here, out var cells))
                foreach (var above in Above(cells))
                    waiting.Push(above);
        }
        return false;
    }

    // Whatever is above a line then stands where it will stand, so that line's own check for circles sees no place that is about to be left.
    private static IEnumerable<string> HighestFirst(Dictionary<string, IReadOnlyList<string>> after)
    {
        var waitsFor = after.ToDictionary(one => one.Key, one => Above(one.Value).Distinct().Count());
        var below = after.SelectMany(one => Above(one.Value).Distinct().Select(above => (above, one.Key))).ToLookup(one => one.above, one => one.Key);
        var ready = new Queue<string>(after.Keys.Where(code => waitsFor[code] == 0));
        while (ready.TryDequeue(out var next))
        {
            yield return next;
            foreach (var code in below[next].Where(code => --waitsFor[code] == 0))
                ready.Enqueue(code);
        }
        // Below a circle that stood there before; each one's own check judges it.
        foreach (var code in after.Keys.Where(code => waitsFor[code] > 0))
            yield return code;
    }

    private static IEnumerable<string> Above(IReadOnlyList<string> cells) => new[] { cells[Parent], cells[Successor] }.Where(one => one.Length > 0);

    private static string Day(DateTimeOffset? at) => at is { } instant ? Instants.Write(instant) : "";
}
