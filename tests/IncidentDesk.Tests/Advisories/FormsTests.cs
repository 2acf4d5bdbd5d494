using System.Text.Json;
using IncidentDesk.Advisories;
using NUnit.Framework;

namespace IncidentDesk.Tests.Advisories;

public sealed class FormsTests
{
    [TestCase("FortiOS: 7.0.0 - 7.0.6, 7.2.0", """[{"From":"7.0.0","To":"7.0.6","FixedIn":null},{"From":"7.2.0","To":"7.2.0","FixedIn":null}]""")]
    [TestCase("FortiOS: 7.0.0-7.0.6", """[{"From":"7.0.0","To":"7.0.6","FixedIn":null}]""")]
    [TestCase("FortiOS: 7.0.0 đến 7.0.6; 7.2.0 – 7.2.1", """[{"From":"7.0.0","To":"7.0.6","FixedIn":null},{"From":"7.2.0","To":"7.2.1","FixedIn":null}]""")]
    [TestCase("Thư viện: 2.0-rc1", """[{"From":"2.0-rc1","To":"2.0-rc1","FixedIn":null}]""")]
    [TestCase("X: < 3.1", """[{"From":null,"To":null,"FixedIn":"3.1"}]""")]
    [TestCase("X: 2.0 < 3.1", """[{"From":"2.0","To":null,"FixedIn":"3.1"}]""")]
    [TestCase("X: ≤ 3.1, ≥ 5", """[{"From":null,"To":"3.1","FixedIn":null},{"From":"5","To":null,"FixedIn":null}]""")]
    [TestCase("Microsoft Windows", "null")]
    public void A_line_names_a_product_and_its_versions(string line, string versions)
    {
        var product = Forms.Product(line);
        Assert.That(JsonSerializer.Serialize(product.Versions), Is.EqualTo(versions));
        Assert.That(JsonSerializer.Serialize(Forms.Product(Forms.Written(product))), Is.EqualTo(JsonSerializer.Serialize(product)), "what is shown is what is read back");
    }

    [TestCase("11/10/2022", "2022-10-11")]
    [TestCase("1/2/2026", "2026-02-01")]
    [TestCase("2026-02-01", "2026-02-01")]
    [TestCase("31/02/2026", null)]
    [TestCase(null, null)]
    public void A_day_is_written_day_first(string? text, string? day) => Assert.That(Forms.Day(text)?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(day));
}
