using FsCheck;
using FsCheck.Fluent;
using IncidentDesk.Rules.Ladders;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Ladders;

[Category("once")]
public sealed class ClimbTests
{
    private static readonly DateTimeOffset Night = new(2026, 11, 21, 20, 0, 0, TimeSpan.Zero);
    private static readonly string[] All = ["mail", "sms", "voice", "call"];

    private static readonly CrewMember
        An = Person("An"), Binh = Person("Bình"), Chi = Person("Chi", "unit-head"), Dung = Person("Dũng", "leader"), Mute = Person("Em") with { Phone = null, Email = null };

    private static readonly Ladder Plain = new(
        [new("on-duty", ["mail", "sms"], 300), new("stand-in", ["call"], 300), new("unit-head", ["mail"], 600)], 3600, 2700);

    [Test]
    public void The_person_on_duty_at_that_instant_is_called_by_the_channels_that_reach_them()
    {
        var step = Climb.Next(Plain, 0, CrewOf([An with { Phone = null }, Binh], On(An, "on-duty"), On(Binh, "on-duty", from: 1)), Night);

        Assert.That(step.Callees.Single().Person.Name, Is.EqualTo("An"), "Bình's shift begins in an hour");
        Assert.That(step.Callees.Single().Channels, Is.EqualTo(new[] { "mail" }), "there is no number to send a text to");
        Assert.That(step.Said, Is.EqualTo(new IncidentDesk.Rules.Bilingual("Calling the person on duty: An (mail).", "Đang gọi người trực: An (thư).")));
    }

    [Test]
    public void A_shift_ends_at_the_instant_at_which_it_ends()
    {
        var crew = CrewOf([An, Binh], On(An, "on-duty", to: 1), On(Binh, "on-duty", from: 1));

        Assert.That(Climb.Next(Plain, 0, crew, Night.AddHours(1)).Callees.Single().Person.Name, Is.EqualTo("Bình"));
    }

    [Test]
    public void A_rung_with_nobody_is_passed_over_at_once_and_named()
    {
        var step = Climb.Next(Plain, 0, CrewOf([Mute, Chi], On(Mute, "on-duty")), Night);

        Assert.That((step.Climbed, step.Who, step.Callees.Single().Person.Name), Is.EqualTo((3L, "unit-head", "Chi")));
        Assert.That(step.Skipped, Is.EqualTo(new[] { "on-duty", "stand-in" }), "who has neither number nor address is nobody");
        Assert.That(step.Said.Vi, Does.StartWith("Không có ai liên lạc được ở vị trí: người trực, người trực thay."));
    }

    [Test]
    public void Where_the_ladder_ends_without_anybody_the_fallback_is_called()
    {
        var crew = CrewOf([An, Dung]) with { Fallback = [Dung.Id, An.Id] };
        var step = Climb.Next(Plain, 0, crew, Night);

        Assert.That((step.IsFallback, step.Climbed), Is.EqualTo((true, 3L)));
        Assert.That(step.Callees.Select(callee => callee.Person.Name), Is.EqualTo(new[] { "Dũng", "An" }), "in the order in which they were named");
    }

    [Test]
    public void Without_a_named_fallback_those_who_lead_are_called_and_then_who_else_may_decide()
    {
        Assert.That(FallbackOf([An, Dung]), Is.EqualTo(new[] { "Dũng" }));
        Assert.That(FallbackOf([An, Binh with { Role = "lead" }]), Is.EqualTo(new[] { "Bình" }));
        Assert.That(FallbackOf([An]), Is.Empty);

        static IEnumerable<string> FallbackOf(CrewMember[] people) =>
            Climb.Next(new([new("person:00000000-0000-0000-0000-000000000001", ["mail"], 60)], 3600, 60), 0, CrewOf(people), Night)
                .Callees.Select(callee => callee.Person.Name);
    }

    [Test]
    public void After_its_end_it_begins_again_and_says_so()
    {
        var crew = CrewOf([An, Binh, Chi], On(An, "on-duty"), On(Binh, "stand-in"));
        var third = Climb.Next(Plain, 2, crew, Night);
        var fourth = Climb.Next(Plain, third.Climbed, crew, Night);

        Assert.That((third.Who, third.IsAgain), Is.EqualTo(("unit-head", false)));
        Assert.That((fourth.Who, fourth.IsAgain, fourth.Climbed), Is.EqualTo(("on-duty", true, 4L)));
    }

    [Test]
    public void A_desk_without_a_text_gateway_does_not_count_on_texts() =>
        Assert.That(
            Climb.Next(Plain, 0, CrewOf([An], On(An, "on-duty")) with { Channels = ["mail", "call"] }, Night).Callees.Single().Channels,
            Is.EqualTo(new[] { "mail" }));

    [Test]
    public void Climbing_never_passes_over_somebody_and_ends_each_round_at_its_last_rung_or_at_the_fallback() => Holds(given =>
    {
        var (ladder, crew) = given;
        var round = Climb.Round(ladder, crew, Night);
        var told = new List<string>();
        foreach (var (at, step) in round)
        {
            // Whoever stands on a passed rung can be reached by none of its channels.
            foreach (var who in step.Skipped)
            {
                var rung = ladder.Rungs[told.Count];
                if (rung.Who != who || crew.Reach(crew.Of(who, at), rung.Channels).Count > 0)
                    return false;
                told.Add(who);
            }
            if (!step.IsFallback)
                told.Add(step.Who);
        }
        var last = round[^1].Step;
        return told.SequenceEqual(ladder.Rungs.Select(rung => rung.Who)) && last.Climbed == ladder.Rungs.Count
            && (last.IsFallback || last.Who == ladder.Rungs[^1].Who);
    });

    [Test]
    public void The_steps_of_a_round_are_those_that_climbing_one_by_one_takes() => Holds(given =>
    {
        var (ladder, crew) = given;
        var (climbed, at) = (0L, Night);
        foreach (var (when, step) in Climb.Round(ladder, crew, Night))
        {
            var next = Climb.Next(ladder, climbed, crew, at);
            if (when != at || next.Climbed != step.Climbed || next.Who != step.Who || !next.Callees.Select(Key).SequenceEqual(step.Callees.Select(Key)))
                return false;
            (climbed, at) = (next.Climbed, at.AddSeconds(next.PatienceSeconds));
        }
        return true;

        static string Key(Callee callee) => $"{callee.Person.Id} {string.Join(' ', callee.Channels)}";
    });

    private static void Holds(Func<(Ladder, Crew), bool> law) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Cases().ToArbitrary(), law));

    private static Gen<(Ladder, Crew)> Cases() =>
        from people in Gen.Elements(new CrewMember[][] { [], [An], [An, Binh], [An, Binh, Chi], [An, Binh, Chi, Dung, Mute], [Mute, Dung] })
        from shifts in Gen.ListOf(
            from n in Gen.Choose(0, 4)
            from post in Gen.Elements("on-duty", "stand-in", "shift-lead")
            from start in Gen.Choose(-3, 3)
            from length in Gen.Choose(1, 4)
            select new DutyShift(new[] { An, Binh, Chi, Dung, Mute }[n].Id, post, Night.AddHours(start), Night.AddHours(start + length)))
        from rungs in Gen.NonEmptyListOf(
            from who in Gen.Elements("on-duty", "stand-in", "shift-lead", "unit-head", "leader", Callable.Named(Binh.Id))
            from channels in Gen.Elements(new[] { "mail" }, ["call"], ["sms", "voice"], All)
            from patience in Gen.Choose(60, 7200)
            select new Rung(who, channels, patience))
        from named in Gen.Elements(new Guid[][] { [], [An.Id], [Mute.Id] })
        from channels in Gen.Elements(All, ["mail", "call"])
        select (new Ladder([.. rungs], 3600, 2700), new Crew(people, [.. shifts], named, channels));

    private static CrewMember Person(string name, string? position = null) =>
        new(Guid.NewGuid(), name, "responder", position, "024 0000 0001", $"{name.Length}@desk.example");

    private static DutyShift On(CrewMember person, string post, int from = -1, int to = 8) =>
        new(person.Id, post, Night.AddHours(from), Night.AddHours(to));

    private static Crew CrewOf(CrewMember[] people, params DutyShift[] shifts) => new(people, shifts, [], All);
}
