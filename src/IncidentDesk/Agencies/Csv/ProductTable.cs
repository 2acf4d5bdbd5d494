using System.Globalization;
using System.Text.Json;
using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Versions;
using IncidentDesk.Storage;

namespace IncidentDesk.Agencies.Csv;

/// <summary>What the systems run, as a table: one line for each version of a product on a system.</summary>
public sealed class ProductTable : Register
{
    private static readonly LineRules Rules = new();

    public override string Word => "products";

    public override string Noun => "product";

    public override IReadOnlyList<string> Columns { get; } = ["agency", "system", "product", "version", "hosts"];

    protected override IReadOnlyList<string> Key { get; } = ["agency", "system", "product", "version"];

    protected override IReadOnlyList<string> Numbers { get; } = ["hosts"];

    public override string WallOf(Caller caller) => caller.MaySee("systems");

    public override async Task<IReadOnlyList<Standing>> StandingAsync(Reading reading, string wall = "1 = 1") =>
    [
        .. (await reading.QueryAsync<Row>(
            $"""
            SELECT systems.id, agencies.code AS agency, systems.code AS system, system_products.name AS product, system_products.version, system_products.hosts
            FROM system_products JOIN systems ON systems.id = system_products.system_id JOIN agencies ON agencies.id = systems.agency_id
            WHERE {wall} ORDER BY agencies.code, systems.code, system_products.product_key, system_products.version
            """)).Select(row => new Standing(row.Id, [row.Agency, row.System, row.Product, row.Version, row.Hosts.ToString(CultureInfo.InvariantCulture)])),
    ];

    public override async Task WriteAsync(Transaction transaction, IReadOnlyList<PlannedLine> lines, string actor, DateTimeOffset now)
    {
        var systems = await SystemsAsync(transaction);
        foreach (var line in lines.Where(one => one.Outcome is "added" or "changed"))
        {
            var body = (Line)line.Body!;
            var system = systems[(body.Agency, body.System)];
            await SystemProducts.WriteAsync(transaction, system, new(body.Product, body.Version, body.Hosts), now);
            await AuditTrail.AppendAsync(transaction, actor, "system.products", system.ToString("D"), line.Outcome, now);
        }
        foreach (var system in lines.Where(one => one.Outcome is "added" or "changed").Select(one => systems[(((Line)one.Body!).Agency, ((Line)one.Body!).System)]).Distinct())
            await transaction.ExecuteAsync("UPDATE systems SET version = version + 1 WHERE id = @system", new { system });
    }

    /// <summary>As <see cref="SystemProducts.WriteAsync"/> finds a row: "fortios" is what "FortiOS" is. What is no name of a product is the same as itself alone.</summary>
    protected override string KeyOf(IReadOnlyList<string> cells)
    {
        var product = WireText.TryClean(cells[2], out var name) && ProductName.KeyOf(name) is { Length: > 0 } key ? key : name;
        return base.KeyOf([cells[0], cells[1], product, WireText.TryClean(cells[3], out var version) ? version.Trim() : cells[3]]);
    }

    protected override void Bind(PlannedLine line, JsonElement fields)
    {
        if (Accept<Line>(line, fields, body => Rules.Validate(body)) is not { } body)
            return;
        line.Body = body;
        line.After = [body.Agency, body.System, body.Product.Trim(), body.Version.Trim(), (body.Hosts ?? 1).ToString(CultureInfo.InvariantCulture)];
    }

    protected override async Task RefuseReferencesAsync(Reading reading, IReadOnlyList<PlannedLine> lines, IReadOnlyDictionary<string, Standing> standing)
    {
        var systems = await SystemsAsync(reading);
        foreach (var line in lines)
            if (line.Body is Line body && !systems.ContainsKey((body.Agency, body.System)))
                line.Faults.Add(Faults.At("/system", "unknown-reference", $"{body.Agency}/{body.System}"));
    }

    private static async Task<Dictionary<(string Agency, string System), Guid>> SystemsAsync(Reading reading) =>
        (await reading.QueryAsync<SystemRow>("SELECT agencies.code AS agency, systems.code AS system, systems.id FROM systems JOIN agencies ON agencies.id = systems.agency_id"))
            .ToDictionary(one => (one.Agency, one.System), one => one.Id);

    public sealed record Line(string Agency, string System, string Product, string Version, long? Hosts = null);

    private sealed class LineRules : AbstractValidator<Line>
    {
        public LineRules()
        {
            RuleFor(line => line.Agency).TextBetween(1, 60);
            RuleFor(line => line.System).TextBetween(1, 60);
            RuleFor(line => line.Product).TextBetween(1, 200).OnOneLine();
            RuleFor(line => line.Product).Must(name => ProductName.KeyOf(name).Length > 0).WithFault("bad-format", "FortiOS");
            RuleFor(line => line.Version).TextBetween(1, 100).OnOneLine();
            RuleFor(line => line.Hosts).From(1, 1_000_000);
        }
    }

    private sealed record Row(Guid Id, string Agency, string System, string Product, string Version, long Hosts);

    private sealed record SystemRow(string Agency, string System, Guid Id);
}
